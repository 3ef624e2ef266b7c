package hourglass.decomposition;

/** The derivative of log Gamma. */
final class Digamma {
    /** From here on the series below is accurate to 1e-9. */
    private static final double LARGE = 6;

    private Digamma() {}

    /**
     * Its value by recurrence and asymptotic series (J. Bernardo, <i>Psi (digamma) function</i>, Applied Statistics 25,
     * 1976, algorithm AS 103).
     *
     * @param x above 0
     */
    static double of(double x) {
        double value = 0;
        double large = x;
        while (large < LARGE) {
            value -= 1 / large;
            large++;
        }
        double square = 1 / (large * large);
        return value
                + Math.log(large)
                - 0.5 / large
                - square * (1.0 / 12 - square * (1.0 / 120 - square * (1.0 / 252 - square * (1.0 / 240))));
    }
}
