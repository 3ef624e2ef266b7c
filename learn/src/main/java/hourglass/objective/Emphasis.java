package hourglass.objective;

/**
 * How much the components of an item count in the loss (P. Vincent et al., JMLR 11, 2010, section 4.2).
 *
 * @param corrupted those that the noise has changed, at least 0
 * @param intact the others, at least 0
 */
public record Emphasis(double corrupted, double intact) {
    /** All count alike. */
    public static final Emphasis EQUAL = new Emphasis(1, 1);

    public Emphasis {
        if (!(corrupted >= 0) || !(intact >= 0) || Double.isInfinite(corrupted + intact) || corrupted + intact == 0) {
            throw new IllegalArgumentException(
                    "the emphasis on corrupted (%s) and intact (%s) components must be 0 or more, and not both 0"
                            .formatted(corrupted, intact));
        }
    }

    /**
     * Reads {@code 1:0.5}: corrupted, then intact.
     *
     * @throws IllegalArgumentException if it is no such pair
     */
    public static Emphasis of(String text) {
        double[] numbers = Notation.numbers(text, ("emphasis:" + text).split(":", -1));
        if (numbers.length != 2) {
            throw new IllegalArgumentException("'%s' is no emphasis; give two numbers like 1:0.5".formatted(text));
        }
        return new Emphasis(numbers[0], numbers[1]);
    }

    /** Whether all count alike, and as they come. */
    boolean isEqual() {
        return corrupted == 1 && intact == 1;
    }
}
