package hourglass.data;

import java.nio.ByteBuffer;

/** The forms in which files hold numbers; in which order the bytes of one stand, a buffer knows. */
enum Element {
    U8(1) {
        @Override
        void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = from.get(at + i) & 0xFF;
            }
        }
    },
    I8(1) {
        @Override
        void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = from.get(at + i);
            }
        }
    },
    I16(2) {
        @Override
        void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = from.getShort(at + 2 * i);
            }
        }
    },
    I32(4) {
        @Override
        void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = from.getInt(at + 4 * i);
            }
        }
    },
    I64(8) {
        @Override
        void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = from.getLong(at + 8 * i);
            }
        }
    },
    F32(4) {
        @Override
        void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = from.getFloat(at + 4 * i);
            }
        }
    },
    F64(8) {
        @Override
        void read(ByteBuffer from, int at, float[] to, int offset, int count) {
            for (int i = 0; i < count; i++) {
                to[offset + i] = (float) from.getDouble(at + 8 * i);
            }
        }
    };

    /** The size of one number. */
    final int bytes;

    Element(int bytes) {
        this.bytes = bytes;
    }

    /** Copies {@code count} numbers that start at the byte {@code at}; safe to call from any thread. */
    abstract void read(ByteBuffer from, int at, float[] to, int offset, int count);

    /** Whether some of these are no finite {@code float}s. */
    boolean canBeInfinite() {
        return this == F32 || this == F64;
    }
}
