package hourglass.data.file;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.LabelSets;
import hourglass.data.Labels;
import hourglass.data.Rows;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Sparse rows as text, as SVMlight and LIBSVM have them, plain or gzip: on each line the class (or several with commas, or
 * none), then {@code column:value} for each non-zero, columns ascending; {@code #} begins a comment, and a number after
 * {@code qid:} is passed over. Columns are numbered from 1, or from 0 if a column 0 occurs. A first line may give the
 * numbers of rows, columns and classes.
 *
 * @param name of the file
 * @param rows one a line; of a line without non-zeros all is 0
 * @param labels the classes of each row
 * @param firstColumn the number of the first column in the file, 0 or 1
 * @param leftOut how many non-zeros stand in columns that were not wanted, and were left out
 */
public record SvmLight(String name, Rows rows, LabelSets labels, int firstColumn, long leftOut) {
    /** The largest number of columns. */
    private static final int MOST_COLUMNS = 1 << 24;

    private static final int START = 4096;

    private static final Pattern LINE = Pattern.compile(
            "([^\\s:]*[ \\t]+)?(qid:[0-9]+[ \\t]+)?[0-9]{1,9}:([-+.0-9eE]+|[-+]?(?i:nan|inf(inity)?))([ \\t\\r\\n].*)?",
            Pattern.DOTALL);

    /** A line of counts, comments, and lines without non-zeros. */
    private static final Pattern BEFORE = Pattern.compile("\\A([0-9]+[ \\t]+[0-9]+([ \\t]+[0-9]+)?[ \\t\\r]*\\n)?"
            + "(#[^\\n]*\\n|\\s+|[-+.,0-9eE]+[ \\t\\r]*\\n)*+");

    /** Whether a file has such lines, by the first with non-zeros. */
    static boolean matches(Path path) {
        try (Source source = Source.open(path)) {
            InputStream stream = source.stream();
            int next = stream.read();
            while (next == '#' || (next >= 0 && next <= ' ')) {
                next = next == '#' ? endOfLine(stream) : stream.read();
            }
            byte[] start = new byte[START];
            start[0] = (byte) next;
            int read = Math.max(0, stream.readNBytes(start, 1, START - 1));
            return next >= 0 && matches(Arrays.copyOf(start, 1 + read));
        } catch (IOException e) {
            throw Source.unreadable(path, 0, e);
        }
    }

    private static int endOfLine(InputStream stream) throws IOException {
        int next = stream.read();
        while (next >= 0 && next != '\n') {
            next = stream.read();
        }
        return next;
    }

    /** Whether the start of a file is so. */
    static boolean matches(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        return LINE.matcher(BEFORE.matcher(text).replaceFirst("")).matches();
    }

    /** Reads a file, with the columns that occur in it. */
    public static SvmLight read(Path path) {
        return read(path, ReadOptions.DEFAULT);
    }

    /**
     * Reads a file.
     *
     * @param options of which {@code columns} counts: those of a training part, of which a test part may lack some; what
     *     stands in others is left out
     * @throws InputException if a line is not as above, there are no non-zeros at all, or columns seem to be numbered from
     *     another number than those wanted
     */
    public static SvmLight read(Path path, ReadOptions options) {
        return read(path, options, SpillBuffer.memoryLimit());
    }

    static SvmLight read(Path path, ReadOptions options, long memoryLimit) {
        Extent extent = extent(path);
        ReadOptions.Columns wanted = options.columns();
        int first = first(path, extent, wanted);
        int width = wanted != null ? wanted.count() : Math.max(extent.promisedColumns, extent.last + 1 - first);
        Reading reading = new Reading(first, width, memoryLimit);
        try (SpilledSparseRows.Builder rows = reading.rows) {
            scan(path, reading);
            return new SvmLight(path.toString(), rows.build(), reading.labels.build(), first, reading.leftOut);
        }
    }

    /** The number of the first column; refuses numbers that are off by one. */
    private static int first(Path path, Extent extent, ReadOptions.@Nullable Columns wanted) {
        int first = extent.first == 0 ? 0 : 1;
        Integer trained = wanted == null ? null : wanted.first();
        if (wanted == null || trained == null) {
            return first;
        }
        boolean ofZero = trained == 0 && extent.first == 1 && extent.last == wanted.count();
        if (first < trained || ofZero) {
            throw new InputException(
                    path.toString(),
                    "line " + (ofZero ? extent.lineOfLast : extent.lineOfFirst),
                    "column %d occurs, but the columns that the model takes are numbered from %d to %d"
                            .formatted(ofZero ? extent.last : extent.first, trained, trained + wanted.count() - 1),
                    "number the columns as in the data that the model was fitted to");
        }
        return trained;
    }

    /** The rows; those with exactly one class have it. */
    public Dataset dataset() {
        Dataset data = new Dataset(name, rows, List.of(), null, null).withFirstColumn(firstColumn);
        Labels single = labels.labels();
        if (Arrays.stream(single.classes()).anyMatch(one -> one != Rows.UNLABELLED)) {
            data = data.withLabels(single);
        }
        long several =
                Arrays.stream(labels.sets()).filter(set -> set.length > 1).count();
        if (several > 0) {
            data = data.withNote(
                    "%s: %,d rows have several classes, and are read without any".formatted(name, several));
        }
        return leftOut == 0
                ? data
                : data.withNote("%s: %,d non-zeros in columns beyond %d, the last that the model takes, are left out"
                        .formatted(name, leftOut, firstColumn + rows.columns() - 1));
    }

    /** What a pass over a file is for. */
    private interface Visitor {
        /** A first line of counts. */
        void counts(int rows, int columns);

        void label(String label);

        void cell(int column, float value, long line);

        void endRow();
    }

    /** The first and the last column that occur, and the counts that the first line gives. */
    private static final class Extent implements Visitor {
        private int first = Integer.MAX_VALUE;
        private long lineOfFirst;
        private int last = -1;
        private long lineOfLast;
        private int rows;
        private int promisedRows = -1;
        private int promisedColumns;

        @Override
        public void counts(int rows, int columns) {
            promisedRows = rows;
            promisedColumns = Math.min(columns, MOST_COLUMNS);
        }

        @Override
        public void label(String label) {}

        @Override
        public void cell(int column, float value, long line) {
            if (column < first) {
                first = column;
                lineOfFirst = line;
            }
            if (column > last) {
                last = column;
                lineOfLast = line;
            }
        }

        @Override
        public void endRow() {
            rows++;
        }
    }

    private static Extent extent(Path path) {
        Extent extent = new Extent();
        scan(path, extent);
        if (extent.last < 0) {
            throw new InputException(path.toString(), "", "holds no columns", "give a file with at least one non-zero");
        }
        if (extent.promisedRows >= 0 && extent.promisedRows != extent.rows) {
            throw new InputException(
                    path.toString(),
                    "line 1",
                    "promises %,d rows, but %,d follow".formatted(extent.promisedRows, extent.rows),
                    "get a complete copy of the file, or delete the line of counts");
        }
        return extent;
    }

    /** Collects rows. */
    private static final class Reading implements Visitor {
        private final SpilledSparseRows.Builder rows;
        private final LabelSets.Builder labels = LabelSets.builder();
        private final int first;
        private final int width;
        private List<String> classes = List.of();
        private int[] columns = new int[64];
        private float[] values = new float[64];
        private int count;
        private long leftOut;

        Reading(int first, int width, long memoryLimit) {
            this.rows = new SpilledSparseRows.Builder(width, memoryLimit);
            this.first = first;
            this.width = width;
        }

        @Override
        public void counts(int rows, int columns) {}

        @Override
        public void label(String label) {
            classes = Arrays.stream(label.split(","))
                    .filter(name -> !name.isEmpty())
                    .map(name -> name.replaceFirst("^\\+(?=[0-9])", ""))
                    .toList();
        }

        @Override
        public void cell(int column, float value, long line) {
            if (column - first >= width) {
                leftOut++;
                return;
            }
            if (count == columns.length) {
                columns = Arrays.copyOf(columns, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
            columns[count] = column - first;
            values[count++] = value;
        }

        @Override
        public void endRow() {
            rows.add(columns, values, count);
            labels.add(classes);
            classes = List.of();
            count = 0;
        }
    }

    private static void scan(Path path, Visitor visitor) {
        try (Source source = Source.open(path)) {
            SvmLightScanner scanner = new SvmLightScanner(source.stream());
            boolean started = false;
            while (scanner.nextLine()) {
                if (scanner.nextToken()) {
                    line(source, scanner, visitor, !started);
                    started = true;
                }
            }
        } catch (IOException e) {
            throw Source.unreadable(path, 0, e);
        }
    }

    private static void line(Source source, SvmLightScanner scanner, Visitor visitor, boolean first)
            throws IOException {
        boolean more = true;
        if (scanner.colon() < 0) {
            String label = scanner.token();
            int number = scanner.number(scanner.length());
            more = scanner.nextToken();
            int columns = scanner.number(scanner.length());
            if (first && number >= 0 && columns >= 0) {
                visitor.counts(number, columns);
                return;
            }
            visitor.label(label);
        }
        if (more) {
            cells(source, scanner, visitor);
        }
        visitor.endRow();
    }

    /** The words from this one on. */
    private static void cells(Source source, SvmLightScanner scanner, Visitor visitor) throws IOException {
        int last = -1;
        do {
            int colon = scanner.colon();
            if (colon != 3 || !scanner.token().startsWith("qid:")) {
                int column = column(source, scanner, colon, last);
                visitor.cell(column, value(source, scanner, colon), scanner.line());
                last = column;
            }
        } while (scanner.nextToken());
    }

    private static int column(Source source, SvmLightScanner scanner, int colon, int last) {
        int column = scanner.number(colon);
        if (column < 0 || column > MOST_COLUMNS) {
            throw source.wrong(
                    "line " + scanner.line(),
                    "'%s' is not column:value with a column from 0 to %d".formatted(scanner.token(), MOST_COLUMNS),
                    "check whether this is a file of SVMlight or LIBSVM");
        }
        if (column <= last) {
            throw source.wrong(
                    "line " + scanner.line(),
                    "column %d follows column %d".formatted(column, last),
                    "sort the columns of each line, and name each once");
        }
        return column;
    }

    private static float value(Source source, SvmLightScanner scanner, int colon) {
        float value = scanner.value(colon + 1);
        if (!Float.isFinite(value)) {
            throw source.wrong(
                    "line " + scanner.line(),
                    "the value of '%s' is not a finite number".formatted(scanner.token()),
                    "correct it");
        }
        return value;
    }
}
