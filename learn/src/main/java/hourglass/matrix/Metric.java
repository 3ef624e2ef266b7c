package hourglass.matrix;

/** How vectors are compared, the higher the nearer. */
public enum Metric {
    /** The cosine of the angle between them, -1 to 1; 0 if one of them is all 0. */
    COSINE {
        @Override
        public double similarity(float[] a, float[] b) {
            double norms = Math.sqrt(DOT.similarity(a, a)) * Math.sqrt(DOT.similarity(b, b));
            return norms == 0 ? 0 : DOT.similarity(a, b) / norms;
        }
    },
    /** Their inner product. */
    DOT {
        @Override
        public double similarity(float[] a, float[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += (double) a[i] * b[i];
            }
            return sum;
        }
    },
    /** Their Euclidean distance, negative. */
    L2 {
        @Override
        public double similarity(float[] a, float[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                double difference = (double) a[i] - b[i];
                sum += difference * difference;
            }
            // Not its negative, which of 0 is -0.
            return 0 - Math.sqrt(sum);
        }
    };

    /** The similarity of vectors of one length, summed in double precision. */
    public abstract double similarity(float[] a, float[] b);
}
