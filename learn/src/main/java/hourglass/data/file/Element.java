package hourglass.data.file;

import java.nio.ByteBuffer;

/** The forms in which files hold numbers; in which order the bytes of one stand, a buffer knows. */
public enum Element {
    U8(1) {
        @Override
        public void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = from.get(at + i) & 0xFF;
            }
        }
    },
    I8(1) {
        @Override
        public void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = from.get(at + i);
            }
        }
    },
    I16(2) {
        @Override
        public void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = from.getShort(at + 2 * i);
            }
        }
    },
    U16(2) {
        @Override
        public void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = from.getChar(at + 2 * i);
            }
        }
    },
    I32(4) {
        @Override
        public void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = from.getInt(at + 4 * i);
            }
        }
    },
    U32(4) {
        @Override
        public void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = Integer.toUnsignedLong(from.getInt(at + 4 * i));
            }
        }
    },
    I64(8) {
        @Override
        public void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = from.getLong(at + 8 * i);
            }
        }
    },
    U64(8) {
        @Override
        public void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                long value = from.getLong(at + 8 * i);
                // Half of it, keeping the last bit for rounding, is positive.
                to[offset + i] = value >= 0 ? value : 2 * (float) (value >>> 1 | (value & 1));
            }
        }
    },
    /** IEEE 754 binary16. */
    F16(2) {
        @Override
        public void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = half(from.getShort(at + 2 * i));
            }
        }
    },
    /** The upper half of a {@code float}. */
    BF16(2) {
        @Override
        public void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = Float.intBitsToFloat(from.getShort(at + 2 * i) << 16);
            }
        }
    },
    F32(4) {
        @Override
        public void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = from.getFloat(at + 4 * i);
            }
        }
    },
    F64(8) {
        @Override
        public void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = (float) from.getDouble(at + 8 * i);
            }
        }
    };

    private final int bytes;

    Element(int bytes) {
        this.bytes = bytes;
    }

    /** The size of one number. */
    public int bytes() {
        return bytes;
    }

    /** Copies {@code count} numbers that start at the byte {@code at}; safe to call from any thread. */
    public abstract void read(ByteBuffer from, int at, float[] to, int offset, int count);

    /** Whether some of these are no finite {@code float}s. */
    public boolean canBeInfinite() {
        return this == F16 || this == BF16 || this == F32 || this == F64;
    }

    /** Whether some of these numbers are rounded when they are read. */
    boolean isWiderThanFloat() {
        return this == I32 || this == U32 || this == I64 || this == U64 || this == F64;
    }

    private static float half(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = bits >>> 10 & 0x1F;
        int fraction = bits & 0x3FF;
        if (exponent == 0) {
            return Math.copySign(fraction * 0x1p-24f, Float.intBitsToFloat(sign | 1));
        }
        // From a bias of 15 to one of 127; all ones stay all ones.
        int widened = exponent == 0x1F ? 0xFF : exponent + 112;
        return Float.intBitsToFloat(sign | widened << 23 | fraction << 13);
    }
}
