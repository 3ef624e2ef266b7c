package hourglass.optim;

/** Checks of the numbers given as options; each message names the option, its value and the legal range. */
final class Options {
    private Options() {}

    static void positive(String name, double value) {
        check(value > 0 && value < Double.POSITIVE_INFINITY, name, "be positive and finite", value);
    }

    static void positiveOrInfinite(String name, double value) {
        check(value > 0, name, "be positive, or infinite for none", value);
    }

    static void notNegative(String name, double value) {
        check(value >= 0 && value < Double.POSITIVE_INFINITY, name, "be 0 or more and finite", value);
    }

    static void fraction(String name, double value) {
        check(value >= 0 && value < 1, name, "lie in 0..1 without 1", value);
    }

    static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s must be 1 or more, but was %d".formatted(name, value));
        }
    }

    /** For an open range. */
    static void between(String name, double low, double high, double value) {
        check(value > low && value < high, name, "lie between %s and %s, both excluded".formatted(low, high), value);
    }

    private static void check(boolean legal, String name, String range, double value) {
        if (!legal) {
            throw new IllegalArgumentException("%s must %s, but was %s".formatted(name, range, value));
        }
    }
}
