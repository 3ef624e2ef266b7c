package hourglass.text;

import de.siegmar.fastcsv.reader.CsvRecord;
import hourglass.data.InputException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where the columns of a table stand.
 *
 * @param count the number of columns
 * @param named whether the first line holds their names
 * @param guessed whether that is a guess, since the text's column is given by its number
 * @param text the index of this column
 * @param id the index of this column, or -1
 * @param title the index of this column, or -1
 * @param topics the index of this column, or -1
 */
record CsvColumns(int count, boolean named, boolean guessed, int text, int id, int title, int topics) {
    private static final CorpusOptions.Columns USUAL = CorpusOptions.DEFAULT.columns();

    /** A name of a column has no more words. */
    private static final int WORDS_OF_NAME = 3;

    /**
     * Finds columns by their numbers from 0, or by their names in the first line.
     *
     * @throws InputException if one that is given is missing, or its name is there twice
     */
    static CsvColumns of(String input, String file, List<String> first, CorpusOptions.Columns columns) {
        boolean guessed = isNumber(columns.text(), first.size());
        int text = find(input, file, first, columns.text(), "");
        boolean named = !guessed || areNames(first, text);
        // Without names, columns are known by their numbers alone.
        List<String> names = named ? first : Collections.nCopies(first.size(), "");
        return new CsvColumns(
                first.size(),
                named,
                guessed,
                text,
                find(input, file, names, columns.id(), USUAL.id()),
                find(input, file, names, columns.title(), USUAL.title()),
                find(input, file, names, columns.topics(), USUAL.topics()));
    }

    private static int find(String input, String file, List<String> first, String column, String usual) {
        if (isNumber(column, first.size())) {
            return Integer.parseInt(column);
        }
        int[] found = IntStream.range(0, first.size())
                .filter(i -> first.get(i).equals(column))
                .toArray();
        if (found.length > 1) {
            throw new InputException(
                    input,
                    file,
                    "there are columns %s of the name %s".formatted(Arrays.toString(found), column),
                    "give the number of the one you mean, or rename it");
        }
        if (found.length == 1) {
            return found[0];
        }
        if (column.equals(usual)) {
            return -1;
        }
        throw new InputException(
                input,
                file,
                "there is no column %s among %s".formatted(column, first),
                usual.isEmpty()
                        ? "name the column that holds the text by --text-column, or give its number, from 0"
                        : "give the name of a column, or its number, from 0");
    }

    private static boolean isNumber(String column, int count) {
        return column.matches("[0-9]{1,5}") && Integer.parseInt(column) < count;
    }

    /** Whether the first line of a table looks like the names of its columns: no numbers, and no text where texts stand. */
    private static boolean areNames(List<String> first, int text) {
        return first.stream().noneMatch(cell -> cell.matches("[-+]?[0-9][0-9.,]*"))
                && first.get(text).strip().split("\\s+").length <= WORDS_OF_NAME;
    }

    /** A field of a line; empty where there is no such column. */
    static String field(CsvRecord line, int column) {
        return column < 0 ? "" : line.getField(column);
    }

    /** Several topics in a field are separated by semicolons. */
    static List<String> topics(String field) {
        return Arrays.stream(field.split(";"))
                .map(String::strip)
                .filter(topic -> !topic.isEmpty())
                .toList();
    }
}
