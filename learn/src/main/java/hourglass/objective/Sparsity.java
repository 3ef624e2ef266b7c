package hourglass.objective;

/** A penalty on codes in which many units are active at a time. */
public sealed interface Sparsity {
    /** No penalty. */
    record None() implements Sparsity {
        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * lambda |h|_1.
     *
     * @param lambda at least 0
     */
    record L1(double lambda) implements Sparsity {
        public L1 {
            requireWeight(lambda);
        }

        @Override
        public String toString() {
            return "l1:" + lambda;
        }
    }

    /**
     * lambda times the sum over units of KL(rate || mean activity over the batch), for units within 0..1 (H. Lee, C.
     * Ekanadham, A. Ng, <i>Sparse deep belief net model for visual area V2</i>, NIPS 2007, in the form of A. Ng, <i>Sparse
     * autoencoder</i>, CS294A lecture notes, 2011).
     *
     * @param rate the target for the mean activity of each unit, between 0 and 1
     * @param lambda at least 0
     */
    record KullbackLeibler(double rate, double lambda) implements Sparsity {
        public KullbackLeibler {
            requireWeight(lambda);
            if (!(rate > 0 && rate < 1)) {
                throw new IllegalArgumentException("the rate must lie between 0 and 1, but was " + rate);
            }
        }

        @Override
        public String toString() {
            return "kl:%s:%s".formatted(rate, lambda);
        }
    }

    /**
     * Reads what {@code toString} writes: {@code none}, {@code l1:0.01} or {@code kl:0.05:3}.
     *
     * @throws IllegalArgumentException if it is not one of these
     */
    static Sparsity of(String text) {
        String[] parts = text.split(":", -1);
        double[] numbers = Notation.numbers(text, parts);
        if (parts[0].equals("none") && numbers.length == 0) {
            return new None();
        }
        if (parts[0].equals("l1") && numbers.length == 1) {
            return new L1(numbers[0]);
        }
        if (parts[0].equals("kl") && numbers.length == 2) {
            return new KullbackLeibler(numbers[0], numbers[1]);
        }
        throw new IllegalArgumentException(
                "'%s' is no sparsity; give none, l1:LAMBDA or kl:RATE:LAMBDA".formatted(text));
    }

    private static void requireWeight(double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("the penalty's weight must be 0 or more, but was " + weight);
        }
    }
}
