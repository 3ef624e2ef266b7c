package hourglass.data;

import java.util.Arrays;
import java.util.List;

/**
 * The classes of every row, where a row may have several, such as the topics of a document.
 *
 * @param sets the classes of each row, ascending indices into {@code names}; not copied, must not be changed afterwards
 * @param names the name of each class
 */
public record LabelSets(int[][] sets, List<String> names) {
    public LabelSets {
        names = List.copyOf(names);
        for (int row = 0; row < sets.length; row++) {
            int last = -1;
            for (int label : sets[row]) {
                if (label <= last || label >= names.size()) {
                    throw new IllegalArgumentException("row %d has class %d after class %d, but there are %d classes"
                            .formatted(row, label, last, names.size()));
                }
                last = label;
            }
        }
    }

    /** The number of rows. */
    public int count() {
        return sets.length;
    }

    /** Whether a row has a class. */
    public boolean has(int row, int label) {
        return Arrays.binarySearch(sets[row], label) >= 0;
    }

    /**
     * The fraction of the classes of two rows that both have: |A and B| / |A or B|, from 0 to 1; 0 where neither has any.
     */
    public float overlap(int row, int other) {
        int[] a = sets[row];
        int[] b = sets[other];
        int common = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                common++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return common == 0 ? 0 : (float) common / (a.length + b.length - common);
    }

    /** Whether no row has more than one class, so that {@link #labels} are all there is to know. */
    public boolean areSingle() {
        return Arrays.stream(sets).allMatch(set -> set.length <= 1);
    }

    /** The class of each row that has exactly one; the others are {@link Rows#UNLABELLED}. */
    public Labels labels() {
        int[] classes = Arrays.stream(sets)
                .mapToInt(set -> set.length == 1 ? set[0] : Rows.UNLABELLED)
                .toArray();
        return new Labels(classes, names);
    }

    /**
     * The same classes, numbered as in another list of names, so that the rows of two files compare.
     *
     * @param source of these, for the message
     * @throws InputException if a row's class is not in that list
     */
    public LabelSets numberedAs(List<String> others, String source) {
        int[] numbers = names.stream().mapToInt(others::indexOf).toArray();
        int[][] renumbered = new int[sets.length][];
        for (int row = 0; row < sets.length; row++) {
            renumbered[row] = Arrays.stream(sets[row])
                    .map(label -> numbers[label])
                    .sorted()
                    .toArray();
            if (renumbered[row].length > 0 && renumbered[row][0] < 0) {
                int missing = Arrays.stream(sets[row])
                        .filter(label -> numbers[label] < 0)
                        .findFirst()
                        .orElseThrow();
                throw new InputException(
                        source,
                        "row " + (row + 1),
                        "has class %s, which is none of the %d known ones".formatted(names.get(missing), others.size()),
                        "give data with the same classes");
            }
        }
        return new LabelSets(renumbered, others);
    }

    /** Begins with no rows. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Collects the names of the classes of rows, one row after the other. Classes are numbered as by {@link LabelsFile}:
     * whole numbers from 0 to 9999 are their own, others are numbered in the order of their names.
     */
    public static final class Builder {
        private final LabelIndex index = new LabelIndex();
        private int[] ends = new int[1 << 8];
        private int count;

        private Builder() {}

        /** Adds a row's classes, in any order, perhaps none. */
        public Builder add(List<String> names) {
            names.stream().distinct().forEach(index::add);
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
            }
            ends[count++] = index.count();
            return this;
        }

        /** The classes of all rows. */
        public LabelSets build() {
            Labels all = index.labels();
            int[][] sets = new int[count][];
            for (int row = 0; row < count; row++) {
                sets[row] = Arrays.copyOfRange(all.classes(), row == 0 ? 0 : ends[row - 1], ends[row]);
                Arrays.sort(sets[row]);
            }
            return new LabelSets(sets, all.names());
        }
    }
}
