package hourglass.codes.format;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import java.util.Arrays;

/** In which order the bits of a code lie in bytes. */
public enum ByteBits {
    /** Bit 0 is the lowest of the first byte: faiss, and numpy's {@code packbits(..., bitorder="little")}. */
    LOWEST_FIRST {
        @Override
        int ordered(int value) {
            return value;
        }
    },
    /** Bit 0 is the highest of the first byte: numpy's {@code packbits} by default. */
    HIGHEST_FIRST {
        @Override
        int ordered(int value) {
            return Integer.reverse(value) >>> 24;
        }
    };

    /** The byte with its bits in the other order if this is that, 0 to 255. */
    abstract int ordered(int value);

    /** The bytes of a code: bits / 8, rounded up. */
    public static int bytes(int bits) {
        return (bits + 7) / 8;
    }

    /**
     * The codes of bytes.
     *
     * @param bytes {@link #bytes} of each code, code after code; the bits beyond a code's length are 0
     */
    public BinaryCodes decode(int bits, byte[] bytes) {
        BinaryCodesBuilder codes = BinaryCodes.builder(bits);
        int length = bytes(bits);
        if (bytes.length % length != 0) {
            throw new IllegalArgumentException("codes of %d bits take %d bytes each, which do not divide %d bytes"
                    .formatted(bits, length, bytes.length));
        }
        long[] code = new long[(bits + 63) / 64];
        for (int at = 0; at < bytes.length; at += length) {
            decode(bytes, at, length, code);
            codes.add(code);
        }
        return codes.build();
    }

    /** The longs of the code that begins at a byte. */
    void decode(byte[] bytes, int at, int length, long[] code) {
        Arrays.fill(code, 0);
        for (int i = 0; i < length; i++) {
            code[i >> 3] |= (long) ordered(bytes[at + i] & 0xff) << (8 * (i & 7));
        }
    }

    /** The bytes of one code. */
    public byte[] encode(BinaryCodes codes, int item) {
        byte[] bytes = new byte[bytes(codes.bits())];
        long[] code = codes.code(item);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ordered((int) (code[i >> 3] >>> (8 * (i & 7))) & 0xff);
        }
        return bytes;
    }
}
