package hourglass.lucene;

import hourglass.codes.BinaryCodes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/** Codes as bytes, little-endian: binary ones as few as hold their bits, real ones 4 a unit. */
public final class CodeBytes {
    private CodeBytes() {}

    /** The bytes of a binary code of so many bits. */
    public static int length(int bits) {
        return (bits + 7) / 8;
    }

    /**
     * A copy of a binary code.
     *
     * @throws IllegalArgumentException if it is not of so many bits
     */
    public static long[] checked(int bits, long[] code) {
        BinaryCodes codes = BinaryCodes.of(bits, code.clone());
        if (codes.count() != 1) {
            throw new IllegalArgumentException(
                    "a code of %d bits takes %d longs, but has %d".formatted(bits, codes.words(), code.length));
        }
        return codes.code(0);
    }

    /** A binary code as {@link HammingQuery} reads it from a field of binary doc values. */
    public static BytesRef of(int bits, long[] code) {
        byte[] bytes = new byte[length(bits)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (code[i >> 3] >>> ((i & 7) << 3));
        }
        return new BytesRef(bytes);
    }

    /** Reads a binary code into its longs. */
    public static long[] read(BytesRef bytes, long[] to) {
        Arrays.fill(to, 0);
        for (int i = 0; i < bytes.length; i++) {
            to[i >> 3] |= (bytes.bytes[bytes.offset + i] & 0xFFL) << ((i & 7) << 3);
        }
        return to;
    }

    /** A real code. */
    public static BytesRef of(float[] code) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * code.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(code);
        return new BytesRef(buffer.array());
    }

    /** Reads a real code into its numbers. */
    public static float[] read(BytesRef bytes, float[] to) {
        ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(to);
        return to;
    }
}
