package hourglass.data.table;

import hourglass.data.csv.Decimal;
import hourglass.data.csv.NumberFormat;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a column of a table holds.
 *
 * @param kind of the cells that are not missing
 * @param format of numbers
 * @param example of a date, or empty
 * @param values different ones, of which no more are kept than make a category
 * @param present how many cells are not missing
 * @param numbers how many of these are numbers
 * @param words what they are otherwise, how often each, of the first few
 * @param firstWord the first row whose cell is not a number, or -1
 * @param repeated whether some value occurs twice, as far as values are kept
 */
record ColumnProfile(
        Kind kind,
        NumberFormat format,
        String example,
        List<String> values,
        int present,
        int numbers,
        Map<String, Integer> words,
        int firstWord,
        boolean repeated) {
    private static final int LEAST_IDENTIFIERS = 20;
    private static final int MOST_WORDS = 10;

    enum Kind {
        NUMBER,
        DATE,
        CATEGORY,
        EMPTY
    }

    /** Counts the cells of a column; how numbers are written, if not plainly, is found out for all columns together. */
    static final class Builder {
        private final Set<String> values = new HashSet<>();
        private final Map<String, Integer> words = new LinkedHashMap<>();
        private boolean dates = true;
        private String example = "";
        private int present;
        private int hyphens;
        private int numbers;
        private int firstWord = -1;
        private boolean repeated;

        void add(int row, String value, MissingMarks marks) {
            if (marks.isMissing(value)) {
                return;
            }
            present++;
            if (values.size() <= TableEncoding.MOST_VALUES) {
                repeated |= !values.add(value);
            }
            if (Decimal.looksLike(value)) {
                numbers++;
                dates = false;
                return;
            }
            firstWord = firstWord < 0 ? row : firstWord;
            if (words.size() < MOST_WORDS || words.containsKey(value)) {
                words.merge(value, 1, Integer::sum);
            }
            if (marks.isMissingAmongNumbers(value)) {
                hyphens++;
            } else if (dates) {
                dates = !Double.isNaN(Dates.parse(value));
                example = value;
            }
        }

        /** Whether all cells are plain numbers. */
        boolean isPlain() {
            return numbers > 0 && numbers == present - hyphens;
        }

        /** Whether they may be numbers that are written otherwise. */
        boolean mayBeNumbers() {
            return words.keySet().stream().anyMatch(word -> new NumberFormat.Candidates().add(word));
        }

        /**
         * The profile.
         *
         * @param format of numbers where all cells are some, or null
         */
        ColumnProfile profile(@Nullable NumberFormat format) {
            Kind kind = present == 0
                    ? Kind.EMPTY
                    : isPlain() || format != null
                            ? Kind.NUMBER
                            : dates && present > hyphens ? Kind.DATE : Kind.CATEGORY;
            return new ColumnProfile(
                    kind,
                    format == null ? NumberFormat.PLAIN : format,
                    kind == Kind.DATE ? example : "",
                    values.stream().sorted().toList(),
                    present - (kind == Kind.CATEGORY ? 0 : hyphens),
                    numbers,
                    words,
                    firstWord,
                    repeated);
        }
    }

    /** Whether it holds words of which no two are equal, such as names or keys. */
    boolean isIdentifier() {
        return kind == Kind.CATEGORY && present >= LEAST_IDENTIFIERS && 2 * numbers < present && !repeated;
    }

    /** The number or, for a date, its days; NaN if the text is neither. */
    double parse(String text) {
        return kind == Kind.DATE ? Dates.parse(text) : format.parse(text);
    }
}
