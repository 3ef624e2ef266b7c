package hourglass.library;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;

/** Codes as bytes, little-endian: binary ones as few as hold their bits, real ones 4 a unit. */
public final class CodeBytes {
    private CodeBytes() {}

    /** The bytes of a binary code of so many bits. */
    static int length(int bits) {
        return (bits + 7) / 8;
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
    static long[] read(BytesRef bytes, long[] to) {
        Arrays.fill(to, 0);
        for (int i = 0; i < bytes.length; i++) {
            to[i >> 3] |= (bytes.bytes[bytes.offset + i] & 0xFFL) << ((i & 7) << 3);
        }
        return to;
    }

    static BytesRef of(float[] code) {
        ByteBuffer buffer = ByteBuffer.allocate(4 * code.length).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(code);
        return new BytesRef(buffer.array());
    }

    static float[] read(BytesRef bytes, float[] to) {
        ByteBuffer.wrap(bytes.bytes, bytes.offset, bytes.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(to);
        return to;
    }
}
