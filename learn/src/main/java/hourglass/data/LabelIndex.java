package hourglass.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Collects the names of the classes of rows, one row after the other.
 *
 * <p>The classes are those that occur, in the order of their names, or of their numbers where all names are whole numbers.
 * A name alone identifies a class: {@link Labels#numberedAs} numbers those of another set alike.
 */
public final class LabelIndex {
    private final Map<String, Integer> codes = new HashMap<>();
    private int[] rows = new int[1 << 8];
    private int count;

    /** Adds a row's class; an empty name means no class. */
    public void add(String name) {
        if (count == rows.length) {
            rows = Arrays.copyOf(rows, 2 * count);
        }
        if (name.isEmpty()) {
            rows[count++] = Rows.UNLABELLED;
            return;
        }
        Integer code = codes.putIfAbsent(name, codes.size());
        rows[count++] = code == null ? codes.size() - 1 : code;
    }

    public int count() {
        return count;
    }

    public Labels labels() {
        List<String> names = names();
        int[] classes = new int[codes.size()];
        for (int i = 0; i < names.size(); i++) {
            Integer code = codes.get(names.get(i));
            if (code != null) {
                classes[code] = i;
            }
        }
        return new Labels(
                IntStream.range(0, count)
                        .map(row -> rows[row] == Rows.UNLABELLED ? Rows.UNLABELLED : classes[rows[row]])
                        .toArray(),
                names);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(codes.keySet());
        boolean numbers = names.stream().allMatch(LabelIndex::isNumber);
        names.sort(numbers ? Comparator.comparingLong(Long::parseLong) : Comparator.naturalOrder());
        return names;
    }

    private static boolean isNumber(String name) {
        return name.matches("0|-?[1-9][0-9]{0,17}");
    }
}
