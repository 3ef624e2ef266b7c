package hourglass.objective;

/**
 * A penalty on how far codes move when the input moves: on the squared Frobenius norm of the encoder's Jacobian J (S.
 * Rifai et al., <i>Contractive auto-encoders</i>, ICML 2011, eq. 7).
 */
public sealed interface Contraction {
    /** No penalty. */
    record None() implements Contraction {
        @Override
        public String toString() {
            return "none";
        }
    }

    /**
     * lambda |J|^2, computed exactly: in closed form for an encoder of one layer, at less than the cost of a plain step; for
     * deeper ones by carrying J down the layers, at as many times the cost of the encoder as the code has units.
     *
     * @param lambda at least 0
     */
    record Exact(double lambda) implements Contraction {
        public Exact {
            requireWeight(lambda);
        }

        @Override
        public String toString() {
            return "exact:" + lambda;
        }
    }

    /**
     * lambda |J(x)|^2 + gamma E|J(x) - J(x + e)|^2 with normal noise e, drawn once for each item and batch: the second term
     * estimates the curvature (S. Rifai et al., <i>Higher order contractive auto-encoder</i>, ECML 2011, eq. 7). For encoders
     * of one layer.
     *
     * @param lambda at least 0
     * @param gamma at least 0
     * @param deviation of the noise, above 0
     */
    record HigherOrder(double lambda, double gamma, double deviation) implements Contraction {
        public HigherOrder {
            requireWeight(lambda);
            requireWeight(gamma);
            requireDeviation(deviation);
        }

        @Override
        public String toString() {
            return "higher-order:%s:%s:%s".formatted(lambda, gamma, deviation);
        }
    }

    /**
     * lambda |f(x + e) - f(x)|^2 / deviation^2 with normal noise e, drawn once for each item and batch: its mean over the
     * noise tends to lambda |J|^2 as the deviation goes to 0 (the estimate of directional derivatives that the ECML 2011 paper
     * makes of the Hessian, one order lower). One more pass through an encoder of any kind and depth.
     *
     * @param lambda at least 0
     * @param deviation of the noise, above 0
     */
    record Stochastic(double lambda, double deviation) implements Contraction {
        public Stochastic {
            requireWeight(lambda);
            requireDeviation(deviation);
        }

        @Override
        public String toString() {
            return "stochastic:%s:%s".formatted(lambda, deviation);
        }
    }

    /**
     * Reads what {@code toString} writes: {@code none}, {@code exact:0.1}, {@code higher-order:0.1:0.1:0.3} or {@code
     * stochastic:0.1:0.1}.
     *
     * @throws IllegalArgumentException if it is not one of these
     */
    static Contraction of(String text) {
        String[] parts = text.split(":", -1);
        double[] numbers = Notation.numbers(text, parts);
        if (parts[0].equals("none") && numbers.length == 0) {
            return new None();
        }
        if (parts[0].equals("exact") && numbers.length == 1) {
            return new Exact(numbers[0]);
        }
        if (parts[0].equals("higher-order") && numbers.length == 3) {
            return new HigherOrder(numbers[0], numbers[1], numbers[2]);
        }
        if (parts[0].equals("stochastic") && numbers.length == 2) {
            return new Stochastic(numbers[0], numbers[1]);
        }
        throw new IllegalArgumentException(("'%s' is no contraction; give none, exact:LAMBDA,"
                        + " higher-order:LAMBDA:GAMMA:DEVIATION or stochastic:LAMBDA:DEVIATION")
                .formatted(text));
    }

    private static void requireWeight(double weight) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("the penalty's weight must be 0 or more, but was " + weight);
        }
    }

    private static void requireDeviation(double deviation) {
        if (!(deviation > 0) || Double.isInfinite(deviation)) {
            throw new IllegalArgumentException("the noise's deviation must be above 0, but was " + deviation);
        }
    }
}
