package hourglass.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A message of Protocol Buffers, field by field (the encoding: protobuf.dev/programming-guides/encoding). ONNX needs three of
 * its kinds of fields, which is little enough to do without a library.
 */
final class Message {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message with(int field, long value) {
        tag(field, VARINT);
        varint(value);
        return this;
    }

    Message with(int field, float value) {
        tag(field, FIXED_32);
        int bits = Float.floatToIntBits(value);
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            bytes.write(bits >>> shift);
        }
        return this;
    }

    Message with(int field, byte[] value) {
        tag(field, LENGTH_DELIMITED);
        varint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    Message with(int field, String value) {
        return with(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message with(int field, Message value) {
        return with(field, value.toByteArray());
    }

    /** Numbers as they lie in memory, the lowest byte first. */
    Message with(int field, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return with(field, raw.array());
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    private void tag(int field, int kind) {
        varint(((long) field << 3) | kind);
    }

    private void varint(long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            bytes.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        bytes.write((int) left);
    }
}
