package hourglass.cli.option;

import hourglass.data.InputException;
import org.jspecify.annotations.Nullable;

/**
 * The whole numbers that an option takes.
 *
 * @param least of them
 * @param most of them
 */
public record Range(int least, int most) {
    /** The numbers from 1 on, as far as they make sense for anything that is counted in passes or steps. */
    public static final Range COUNT = new Range(1, 1_000_000);

    /**
     * Refuses a number outside.
     *
     * @param value null where the option is not given
     */
    public void require(String option, @Nullable Integer value) {
        if (value != null && (value < least || value > most)) {
            throw new InputException(option, "", "cannot be " + value, "give %d to %d".formatted(least, most));
        }
    }
}
