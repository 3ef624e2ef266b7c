package hourglass.picture;

/** Which values of an image become black and which white (or none and full, for each colour); others are clipped. */
public enum Contrast {
    /** 0 is black and 1 is white: data and reconstructions. */
    UNIT {
        @Override
        Range range(float[] values, int from, int to) {
            return new Range(0, 1);
        }
    },

    /** The smallest value of each tile is black and its largest white. */
    OWN_RANGE {
        @Override
        Range range(float[] values, int from, int to) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                if (Float.isFinite(values[i])) {
                    low = Math.min(low, values[i]);
                    high = Math.max(high, values[i]);
                }
            }
            return new Range(low, high);
        }
    },

    /** Zero is mid-grey, and the value of each tile farthest from zero is black or white: filters. */
    SYMMETRIC {
        @Override
        Range range(float[] values, int from, int to) {
            float farthest = 0;
            for (int i = from; i < to; i++) {
                if (Float.isFinite(values[i])) {
                    farthest = Math.max(farthest, Math.abs(values[i]));
                }
            }
            return new Range(-farthest, farthest);
        }
    };

    /** The range that the tile made of {@code values[from]} to {@code values[to - 1]} shows; infinities don't count. */
    abstract Range range(float[] values, int from, int to);

    /** The values shown as 0 and 255. A range without extent shows what lies in it as mid-grey. */
    record Range(double low, double high) {
        int level(float value) {
            double fraction = high > low ? (value - low) / (high - low) : value < low ? 0 : value > high ? 1 : 0.5;
            return (int) Math.round(255 * Math.min(1, Math.max(0, fraction)));
        }
    }
}
