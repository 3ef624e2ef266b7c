package hourglass.data;

import java.util.List;

/**
 * The class of every row.
 *
 * @param classes the class of each row, an index into {@code names}; not copied, must not be changed afterwards
 * @param names the name of each class
 */
public record Labels(int[] classes, List<String> names) {
    public Labels {
        names = List.copyOf(names);
        for (int row = 0; row < classes.length; row++) {
            if (classes[row] < 0 || classes[row] >= names.size()) {
                throw new IllegalArgumentException(
                        "row %d has class %d, but there are %d classes".formatted(row, classes[row], names.size()));
            }
        }
    }
}
