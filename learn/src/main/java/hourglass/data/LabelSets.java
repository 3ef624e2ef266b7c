package hourglass.data;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

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
     * The same classes, numbered as in another list of names and, where they are not in that, after it: so the rows of a
     * training and a test part compare.
     */
    public LabelSets numberedAs(List<String> others) {
        List<String> all = Stream.concat(others.stream(), names.stream().filter(name -> !others.contains(name)))
                .toList();
        int[] numbers = names.stream().mapToInt(all::indexOf).toArray();
        int[][] renumbered = Arrays.stream(sets)
                .map(set ->
                        Arrays.stream(set).map(label -> numbers[label]).sorted().toArray())
                .toArray(int[][]::new);
        return new LabelSets(renumbered, all);
    }

    /** Begins with no rows. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Collects the names of the classes of rows, one row after the other. The classes are
     * those that occur, in the order of {@link LabelIndex}.
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
