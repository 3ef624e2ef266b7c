package hourglass.data;

import java.util.Arrays;
import java.util.List;

/**
 * The class of every row.
 *
 * @param classes the class of each row, an index into {@code names} or {@link Rows#UNLABELLED}; not copied, must not be
 *     changed afterwards
 * @param names the name of each class
 */
public record Labels(int[] classes, List<String> names) {
    public Labels {
        names = List.copyOf(names);
        for (int row = 0; row < classes.length; row++) {
            if (classes[row] < Rows.UNLABELLED || classes[row] >= names.size()) {
                throw new IllegalArgumentException(
                        "row %d has class %d, but there are %d classes".formatted(row, classes[row], names.size()));
            }
        }
    }

    /** The name of a row's class; empty if it has none. */
    public String nameOf(int row) {
        return classes[row] == Rows.UNLABELLED ? "" : names.get(classes[row]);
    }

    /**
     * The same classes, numbered as in another list of names.
     *
     * @param source of these labels, for the message
     * @throws InputException if a row's class is not in that list
     */
    public Labels numberedAs(List<String> others, String source) {
        int[] numbers = names.stream().mapToInt(others::indexOf).toArray();
        int[] renumbered = Arrays.stream(classes)
                .map(one -> one == Rows.UNLABELLED ? Rows.UNLABELLED : numbers[one])
                .toArray();
        for (int row = 0; row < classes.length; row++) {
            if (classes[row] != Rows.UNLABELLED && renumbered[row] < 0) {
                throw new InputException(
                        source,
                        "row " + (row + 1),
                        "has class %s, which is not one of %s".formatted(nameOf(row), others),
                        "give data with the same classes");
            }
        }
        return new Labels(renumbered, others);
    }
}
