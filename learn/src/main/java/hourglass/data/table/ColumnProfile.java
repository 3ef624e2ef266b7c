package hourglass.data.table;

import hourglass.data.csv.Decimal;
import hourglass.data.csv.NumberFormat;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a column of a table holds.
 *
 * @param kind of the cells that are not missing
 * @param format of numbers
 * @param dates how dates are written, if the cells are dates
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
        Dates dates,
        String example,
        List<String> values,
        int present,
        int numbers,
        Map<String, Integer> words,
        int firstWord,
        boolean repeated) {
    private static final int LEAST_IDENTIFIERS = 20;
    private static final int MOST_WORDS = 10;
    private static final Pattern QUANTITY = Pattern.compile(
            "['(\u2018]?[-+\u2212]?\\p{Sc}?\\s?(0[xX]\\p{XDigit}+|\\p{Nd}[\\p{Nd}.,:/'\u066B\u00A0 +-]*)[TZ]?\\s?[\\p{L}\u00B0\u00B5%/]{0,5}[\u00B2\u00B3]?[')\u2019]?");

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
        /** How its dates may be written. */
        private final Set<Dates> dates = EnumSet.allOf(Dates.class);

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
                dates.clear();
                return;
            }
            firstWord = firstWord < 0 ? row : firstWord;
            if (words.size() < MOST_WORDS || words.containsKey(value)) {
                words.merge(value, 1, Integer::sum);
            }
            if (marks.isMissingAmongNumbers(value)) {
                hyphens++;
            } else {
                dates.removeIf(format -> Double.isNaN(format.parse(value)) || isOtherwiseMarked(format, value));
                keepExample(value);
            }
        }

        private boolean isOtherwiseMarked(Dates format, String value) {
            return !example.isEmpty()
                    && format.notation(value).charAt(0)
                            != format.notation(example).charAt(0);
        }

        /** One without leading zeros shows how small numbers are written; so does none of them having one digit. */
        private void keepExample(String value) {
            boolean shown =
                    dates.stream().anyMatch(format -> format.notation(example).endsWith("1"));
            example = shown ? example : value;
        }

        /** What has to be known of the order of day and month, or empty. */
        String dateNote() {
            if (present == hyphens || dates.isEmpty() || dates.contains(Dates.YEAR_FIRST)) {
                return "";
            }
            return dates.size() > 1
                    ? "its dates may have the day or the month first, and are taken for categories; write them as 2024-01-31"
                    : "the %s comes first in its dates".formatted(dates.contains(Dates.DAY_FIRST) ? "day" : "month");
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
                            : dates.size() == 1 && present > hyphens ? Kind.DATE : Kind.CATEGORY;
            return new ColumnProfile(
                    kind,
                    format == null ? NumberFormat.PLAIN : format,
                    kind == Kind.DATE ? dates.iterator().next() : Dates.YEAR_FIRST,
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

    /** Whether all of several cells hold the same. */
    boolean isConstant() {
        return present > 1 && values.size() == 1;
    }

    /** Whether it holds words of which few are equal, though some are. */
    boolean resemblesKeys() {
        return kind == Kind.CATEGORY && present >= LEAST_IDENTIFIERS && 2 * values.size() > present;
    }

    /** Whether its words may be meant as numbers or dates, with a unit for example; codes may look the same. */
    boolean resemblesNumbers() {
        return !words.isEmpty()
                && words.keySet().stream()
                        .allMatch(word -> QUANTITY.matcher(word).matches() || isMostlyDigits(word));
    }

    /** Such as 1-Mar-2024 or 2024-W05. */
    private static boolean isMostlyDigits(String word) {
        long digits = word.chars().filter(Character::isDigit).count();
        long letters = word.chars().filter(Character::isLetter).count();
        return Character.isDigit(word.charAt(0)) && digits >= letters;
    }

    /** The number or, for a date, its days; NaN if the text is neither. */
    double parse(String text) {
        return kind == Kind.DATE ? dates.parse(text) : format.parse(text);
    }
}
