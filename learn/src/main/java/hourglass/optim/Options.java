package hourglass.optim;

/** Checks of the numbers given as options; each message names the option, its value and the legal range. */
final class Options {
    private Options() {}

    static void positive(String name, double value) {
        if (!(value > 0)) {
            throw new IllegalArgumentException("%s must be positive, but was %s".formatted(name, value));
        }
    }

    static void notNegative(String name, double value) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("%s must be 0 or more, but was %s".formatted(name, value));
        }
    }

    static void fraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("%s must lie in 0..1 without 1, but was %s".formatted(name, value));
        }
    }
}
