package hourglass.data.table;

import hourglass.data.InputException;
import hourglass.data.csv.Decimal;
import hourglass.data.csv.Dialect;
import hourglass.data.file.CsvFields;
import hourglass.data.file.ReadOptions;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Takes the fields of a CSV file one by one and keeps them as they are written. */
final class TableReader extends CsvFields {
    /** Texts that come again are kept once, of so many different ones. */
    private static final int POOLED = 1 << 16;
    /** So many rows show whether the first line is one of them. */
    private static final int COMPARED = 1000;

    private final LineEnds ends = new LineEnds();
    private final Map<String, String> pool = new HashMap<>();
    private final List<String[]> lines = new ArrayList<>();
    private final List<Long> lineNumbers = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    TableReader(Path path, Dialect dialect) {
        super(path, dialect);
    }

    @Override
    protected Reader watched(Reader reader) {
        return ends.watch(reader);
    }

    @Override
    protected void take(int field, char[] text, int offset, int length, int blanks, boolean quoted) {
        String plain = new String(text, offset, length);
        String written = quoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
        String whole = blanks == 0 ? written : " ".repeat(blanks) + written;
        fields.add(pool.size() < POOLED ? pool.computeIfAbsent(whole, same -> same) : whole);
    }

    @Override
    protected void endLine() {
        if (trailingBlanks() > 0) {
            fields.set(fields.size() - 1, fields.get(fields.size() - 1) + " ".repeat(trailingBlanks()));
        }
        lines.add(fields.toArray(String[]::new));
        lineNumbers.add(getStartingLineNumber());
        fields.clear();
    }

    /** The table; where it is not said whether the first line holds names, the others show it. */
    Table table(ReadOptions options) {
        MissingMarks marks =
                MissingMarks.of(options.csv().missing(), options.csv().usualMissing());
        List<String> notes = new ArrayList<>(notes());
        Boolean given = options.header();
        boolean named = !lines.isEmpty() && (given != null ? given : isHeader(marks, notes));
        int first = named ? 1 : 0;
        if (lines.size() <= first) {
            throw wrong("", "holds no rows", "give a file with at least one line of values");
        }
        List<String> names = names(lines.get(0), named, notes);
        TableText text = new TableText(
                dialect(),
                ends,
                named ? lines.get(0) : new String[0],
                lines.subList(first, lines.size()).toArray(String[][]::new),
                lineNumbers.stream().mapToLong(Long::longValue).toArray());
        return new Table(path().toString(), names, text, marks, options.csv().decimal(), notes);
    }

    /**
     * The first line holds names if it holds anything but numbers, unless it has numbers where the others have, and words that the
     * others repeat.
     */
    private boolean isHeader(MissingMarks marks, List<String> notes) {
        String[] top = Arrays.stream(lines.get(0)).map(this::value).toArray(String[]::new);
        boolean words = Arrays.stream(top).anyMatch(text -> !marks.isMissing(text) && !Decimal.looksLike(text));
        if (!words || lines.size() == 1) {
            return words;
        }
        boolean repeated = false;
        boolean numbers = false;
        boolean names = false;
        for (int column = 0; column < top.length; column++) {
            Set<String> below = new HashSet<>();
            for (String[] line : lines.subList(1, Math.min(lines.size(), COMPARED))) {
                below.add(value(line[column]));
            }
            below.removeIf(marks::isMissingAmongNumbers);
            boolean isNumber = Decimal.looksLike(top[column]) && !top[column].isEmpty();
            if (!below.isEmpty() && below.stream().allMatch(Decimal::looksLike)) {
                numbers |= isNumber;
                names |= !isNumber && !marks.isMissingAmongNumbers(top[column]);
            } else {
                repeated |= !isNumber && below.contains(top[column]);
            }
        }
        boolean header = names || !repeated;
        if (!header) {
            notes.add(
                    "the first line is taken for a row, since others repeat its values; --header yes if it holds names");
        } else if (repeated || (numbers && !names)) {
            notes.add("the first line is taken for names (%s); --header no if it is a row"
                    .formatted(InputException.excerpt(String.join(", ", top))));
        }
        return header;
    }

    private String value(String written) {
        return TableText.value(written, dialect().quotes());
    }

    /** Names of which no two are equal: those of the first line, else numbers. */
    private List<String> names(String[] top, boolean named, List<String> notes) {
        List<String> given = IntStream.range(0, top.length)
                .mapToObj(field -> named ? value(top[field]) : "")
                .toList();
        Set<String> names = new HashSet<>(given);
        Set<String> used = new HashSet<>();
        List<String> unique = new ArrayList<>();
        for (int i = 0; i < given.size(); i++) {
            String name = given.get(i);
            String plain = name.isEmpty() ? "column" + (i + 1) : name;
            String one = plain;
            for (int n = 1; used.contains(one) || (!one.equals(name) && names.contains(one)); n++) {
                one = plain + "." + n;
            }
            if (named && !one.equals(name)) {
                notes.add("column %d, %s, is called %s"
                        .formatted(i + 1, name.isEmpty() ? "without a name" : "another " + name, one));
            }
            used.add(one);
            unique.add(one);
        }
        return unique;
    }
}
