package hourglass.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Collects the names of the classes of rows, one row after the other.
 *
 * <p>Where all names are whole numbers from 0 to 9999 a class has its own number, so that a training and a test set
 * agree even if a class is missing from one of them; other classes are numbered in the order of their names.
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
        if (names.stream().allMatch(LabelIndex::isNumber)) {
            int most = names.stream().mapToInt(Integer::parseInt).max().orElse(-1);
            return IntStream.rangeClosed(0, most).mapToObj(Integer::toString).toList();
        }
        names.sort(null);
        return names;
    }

    private static boolean isNumber(String name) {
        return name.matches("0|[1-9][0-9]{0,3}");
    }
}
