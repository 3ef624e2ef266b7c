package hourglass.data.table;

import hourglass.data.InputException;
import hourglass.data.LabelIndex;
import hourglass.data.Labels;
import hourglass.data.csv.ColumnFormats;
import hourglass.data.csv.CsvOptions;
import hourglass.data.csv.Dialect;
import hourglass.data.csv.NumberFormat;
import hourglass.data.csv.NumberFormat.Candidates;
import hourglass.data.file.AtomicFile;
import hourglass.data.file.Csv;
import hourglass.data.file.ReadOptions;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file as text, held in memory: columns of numbers, of dates, of categories, and cells that are missing, which are
 * empty or hold one of the usual marks, such as {@code NA} or {@code ?}.
 */
public final class Table {
    private final String name;
    private final List<String> columns;
    /** By name; of columns of one name the first. */
    private final Map<String, Integer> places = new HashMap<>();

    private final TableText text;
    private final MissingMarks marks;
    private final List<String> notes;
    private final List<ColumnProfile> profiles;

    Table(
            String name,
            List<String> columns,
            TableText text,
            MissingMarks marks,
            @Nullable Character decimal,
            List<String> notes) {
        this.name = name;
        this.columns = List.copyOf(columns);
        for (int column = 0; column < columns.size(); column++) {
            places.putIfAbsent(columns.get(column), column);
        }
        this.text = text;
        this.marks = marks;
        this.notes = new ArrayList<>(notes);
        this.profiles = profiles(decimal);
    }

    /** A table that was not read, of plain fields without blanks around them. */
    public static Table of(String name, List<String> columns, String[][] rows) {
        TableText text = new TableText(
                Dialect.COMMAS,
                LineEnds.of("\n"),
                columns.toArray(String[]::new),
                rows,
                LongStream.rangeClosed(1, rows.length + 1L).toArray());
        return new Table(name, columns, text, MissingMarks.of(List.of(), true), null, List.of());
    }

    /**
     * Reads a file.
     *
     * @param options of which {@code header} and {@code csv} count; whether the first line holds names is found out by
     *     comparison with the others if it is not given
     * @throws InputException if a line has more or fewer fields than the first, or there are no rows
     */
    public static Table read(Path path, ReadOptions options) {
        CsvOptions csv = options.csv();
        try (TableReader reader = Csv.parse(path, csv, (dialect, sample) -> new TableReader(path, dialect))) {
            return reader.table(options);
        }
    }

    private List<ColumnProfile> profiles(@Nullable Character decimal) {
        List<ColumnProfile.Builder> builders = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            ColumnProfile.Builder builder = new ColumnProfile.Builder();
            for (int row = 0; row < rows(); row++) {
                builder.add(row, value(row, column), marks);
            }
            builders.add(builder);
            if (!builder.dateNote().isEmpty()) {
                notes.add("column %d (%s): %s".formatted(column + 1, columns.get(column), builder.dateNote()));
            }
        }
        if (builders.stream().noneMatch(ColumnProfile.Builder::mayBeNumbers)) {
            return builders.stream().map(builder -> builder.profile(null)).toList();
        }
        List<Candidates> candidates =
                IntStream.range(0, columns.size()).mapToObj(this::candidates).toList();
        List<@Nullable NumberFormat> formats =
                ColumnFormats.of(candidates, text.dialect().separator(), decimal);
        List<ColumnProfile> profiles = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            NumberFormat format = formats.get(column);
            profiles.add(builders.get(column).profile(format));
            if (format != null && candidates.get(column).isAmbiguous() && decimal == null) {
                notes.add("column %d (%s): the comma or point of its numbers is taken for %s; --decimal says otherwise"
                        .formatted(
                                column + 1,
                                columns.get(column),
                                format.grouping() == 0 ? "a decimal mark" : "a mark between thousands"));
            }
        }
        return profiles;
    }

    private Candidates candidates(int column) {
        Candidates candidates = new Candidates();
        for (int row = 0; row < rows(); row++) {
            String value = value(row, column);
            if (!marks.isMissingAmongNumbers(value) && !candidates.add(value)) {
                break;
            }
        }
        return candidates;
    }

    /** Where it comes from. */
    public String name() {
        return name;
    }

    /** The names of the columns, no two equal; {@code column1} and so on where the file has none. */
    public List<String> columns() {
        return columns;
    }

    /** The number of rows, at least 1. */
    public int rows() {
        return text.rows().length;
    }

    /** The text of a cell, without quotes and surrounding blanks. */
    public String value(int row, int column) {
        return text.value(row, column);
    }

    /** Whether a cell is missing. */
    public boolean isMissing(int row, int column) {
        String value = value(row, column);
        return profiles.get(column).kind() == ColumnProfile.Kind.CATEGORY
                ? marks.isMissing(value)
                : marks.isMissingAmongNumbers(value);
    }

    /** The number of missing cells. */
    public int missing() {
        return missingMarks(IntStream.range(0, columns.size()).toArray()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** What stands in the missing cells of some columns, and how often. */
    Map<String, Integer> missingMarks(int... among) {
        Map<String, Integer> counts = new TreeMap<>();
        for (int column : among) {
            for (int row = 0; row < rows(); row++) {
                if (isMissing(row, column)) {
                    counts.merge(value(row, column), 1, Integer::sum);
                }
            }
        }
        return counts;
    }

    /**
     * The place of a column, by its name or else by its number from 0.
     *
     * @throws InputException if there is no such column
     */
    public int column(String wanted) {
        int column = places.getOrDefault(wanted, -1);
        if (column < 0 && wanted.matches("[0-9]{1,8}")) {
            column = Integer.parseInt(wanted);
        }
        if (column < 0 || column >= columns.size()) {
            throw new InputException(
                    name,
                    "",
                    "there is no column %s among %s".formatted(wanted, columns),
                    "name one, or give its number from 0 to " + (columns.size() - 1));
        }
        return column;
    }

    /** The classes that a column holds; a missing cell has no class. */
    public Labels labels(String column) {
        int place = column(column);
        LabelIndex labels = new LabelIndex();
        for (int row = 0; row < rows(); row++) {
            String value = value(row, place);
            labels.add(marks.isMissing(value) ? "" : value);
        }
        return labels.labels();
    }

    /** How many digits the numbers of a column have after the decimal mark, at most; -1 if some have an exponent. */
    public int decimals(int column) {
        NumberFormat format = profiles.get(column).format();
        int most = 0;
        for (int row = 0; row < rows(); row++) {
            String value = isMissing(row, column) ? "" : value(row, column);
            if (value.indexOf('e') >= 0 || value.indexOf('E') >= 0) {
                return -1;
            }
            int point = value.indexOf(format.decimal());
            int end = value.length() - format.after().length();
            most = Math.max(most, point < 0 ? 0 : end - point - 1);
        }
        return most;
    }

    /**
     * A number as a column writes it: with its decimal mark and signs, or as a date.
     *
     * @param digits of the number, with a point
     * @param decimals after the decimal mark, or -1 for as many as are given
     */
    String written(int column, String digits, int decimals) {
        ColumnProfile profile = profiles.get(column);
        if (profile.kind() == ColumnProfile.Kind.DATE) {
            return profile.dates().text(Double.parseDouble(digits), profile.example());
        }
        return profile.format()
                .text(
                        decimals < 0
                                ? digits
                                : new BigDecimal(digits)
                                        .setScale(decimals, RoundingMode.HALF_EVEN)
                                        .toPlainString());
    }

    ColumnProfile profile(int column) {
        return profiles.get(column);
    }

    MissingMarks marks() {
        return marks;
    }

    Dialect dialect() {
        return text.dialect();
    }

    boolean hasHeader() {
        return text.header().length > 0;
    }

    /** What had to be assumed to read it, each a sentence for the user. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** The place of a cell for messages. */
    String place(int row, int column) {
        return "line %d, column %d (%s)"
                .formatted(text.line(row), column + 1, InputException.excerpt(columns.get(column)));
    }

    /** Says of a cell what is to be written in its place, or null for the cell as it is. */
    @FunctionalInterface
    public interface Filling {
        @Nullable
        String text(int row, int column);
    }

    /** Writes the table with some cells filled, everything else byte for byte as it was. */
    public void write(Path path, Filling filling) {
        AtomicFile.write(path, stream -> {
            Writer writer = new OutputStreamWriter(
                    stream, text.dialect().encoding().charset().newEncoder());
            try {
                text.write(writer, filling);
                writer.flush();
            } catch (CharacterCodingException e) {
                throw new InputException(
                        path.toString(),
                        "",
                        "the filled cells hold characters that %s lacks"
                                .formatted(text.dialect().encoding().charset().name()),
                        "save the table as UTF-8",
                        e);
            }
        });
    }
}
