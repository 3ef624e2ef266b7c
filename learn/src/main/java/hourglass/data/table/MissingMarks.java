package hourglass.data.table;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands in a cell that is missing: what pandas takes for missing, {@code ?} and {@code n.a.}, and in a column of numbers
 * also a hyphen or a point, which among words may mean something.
 *
 * @param marks that count in every column
 * @param amongNumbers those that count in a column of numbers besides
 */
record MissingMarks(Set<String> marks, Set<String> amongNumbers) {
    private static final Set<String> USUAL = Set.of(
            "",
            "#N/A",
            "#N/A N/A",
            "#NA",
            "-1.#IND",
            "-1.#QNAN",
            "-NaN",
            "-nan",
            "1.#IND",
            "1.#QNAN",
            "<NA>",
            "N/A",
            "NA",
            "NULL",
            "NaN",
            "None",
            "n/a",
            "nan",
            "null",
            "na",
            "n.a.",
            "?");

    private static final Set<String> AMONG_NUMBERS = Set.of("-", ".");

    /** Empty cells and given marks, and perhaps the usual ones. */
    static MissingMarks of(List<String> given, boolean usual) {
        Set<String> marks = new HashSet<>(usual ? USUAL : Set.of(""));
        given.forEach(mark -> marks.add(mark.strip()));
        return new MissingMarks(Set.copyOf(marks), usual ? AMONG_NUMBERS : Set.of());
    }

    boolean isMissing(String value) {
        return marks.contains(value);
    }

    boolean isMissingAmongNumbers(String value) {
        return amongNumbers.contains(value) || isMissing(value);
    }
}
