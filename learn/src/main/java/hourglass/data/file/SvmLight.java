package hourglass.data.file;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.LabelSets;
import hourglass.data.Labels;
import hourglass.data.SparseRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sparse rows as text, as SVMlight and LIBSVM have them, plain or gzip: on each line the class (or several with commas, or
 * none), then {@code column:value} for each non-zero, columns ascending; {@code #} begins a comment. Columns are numbered
 * from 1, or from 0 if a column 0 occurs.
 *
 * @param name of the file
 * @param rows one a line; of a line without non-zeros all is 0
 * @param labels the classes of each row
 */
public record SvmLight(String name, SparseRows rows, LabelSets labels) {
    /** The largest number of columns. */
    private static final int MOST_COLUMNS = 1 << 24;

    private static final Pattern LINE = Pattern.compile(
            "([^\\s:]*[ \\t]+)?(qid:[0-9]+[ \\t]+)?[0-9]{1,9}:[-+.0-9eE]+([ \\t\\r\\n].*)?", Pattern.DOTALL);

    /** Comments, and lines without non-zeros. */
    private static final Pattern BEFORE = Pattern.compile("\\A(#[^\\n]*\\n|\\s+|[-+.,0-9eE]+[ \\t\\r]*\\n)*+");

    /** Whether a file that starts so has such lines, by the first with non-zeros. */
    static boolean matches(byte[] start) {
        String text = new String(start, StandardCharsets.ISO_8859_1);
        return LINE.matcher(BEFORE.matcher(text).replaceFirst("")).matches();
    }

    /** Reads a file, with as many columns as occur in it. */
    public static SvmLight read(Path path) {
        return read(path, 0);
    }

    /**
     * Reads a file.
     *
     * @param columns the number of columns at least, such as that of a training part, of which a test part may lack some
     * @throws InputException if a line is not as above, or there are no non-zeros at all
     */
    public static SvmLight read(Path path, int columns) {
        Extent extent = extent(path);
        if (extent.last < 0) {
            throw new InputException(path.toString(), "", "holds no columns", "give a file with at least one non-zero");
        }
        int first = extent.first == 0 ? 0 : 1;
        Reading reading = new Reading(Math.max(columns, extent.last + 1 - first), first);
        scan(path, reading::label, reading::add, reading::end);
        return new SvmLight(path.toString(), reading.rows.build(), reading.labels.build());
    }

    /** The rows; those with exactly one class have it. */
    public Dataset dataset() {
        Labels single = labels.names().isEmpty() ? null : labels.labels();
        return new Dataset(name, rows, List.of(), single, null);
    }

    /** The first and the last column that occur. */
    private static final class Extent {
        private int first = Integer.MAX_VALUE;
        private int last = -1;

        private void add(int column) {
            first = Math.min(first, column);
            last = Math.max(last, column);
        }
    }

    private static Extent extent(Path path) {
        Extent extent = new Extent();
        scan(path, label -> {}, (column, value) -> extent.add(column), () -> {});
        return extent;
    }

    /** Collects rows. */
    private static final class Reading {
        private final SparseRows.Builder rows;
        private final LabelSets.Builder labels = LabelSets.builder();
        private final int first;
        private List<String> classes = List.of();
        private int[] columns = new int[64];
        private float[] values = new float[64];
        private int count;

        Reading(int width, int first) {
            this.rows = SparseRows.builder(width);
            this.first = first;
        }

        private void label(String label) {
            classes = Arrays.stream(label.split(","))
                    .filter(name -> !name.isEmpty())
                    .map(name -> name.replaceFirst("^\\+(?=[0-9])", ""))
                    .toList();
        }

        private void add(int column, float value) {
            if (count == columns.length) {
                columns = Arrays.copyOf(columns, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
            columns[count] = column - first;
            values[count++] = value;
        }

        private void end() {
            rows.add(columns, values, count);
            labels.add(classes);
            classes = List.of();
            count = 0;
        }
    }

    private interface Cell {
        void accept(int column, float value);
    }

    private interface Label {
        void accept(String label);
    }

    private static void scan(Path path, Label label, Cell cell, Runnable end) {
        try (Source source = Source.open(path)) {
            SvmLightScanner scanner = new SvmLightScanner(source.stream());
            while (scanner.nextLine()) {
                boolean any = false;
                int last = -1;
                for (String token = scanner.nextToken(); !token.isEmpty(); token = scanner.nextToken()) {
                    int colon = token.indexOf(':');
                    if (colon < 0 && !any) {
                        label.accept(token);
                    } else if (!token.startsWith("qid:")) {
                        int column = column(source, scanner, token, colon, last);
                        cell.accept(column, value(source, scanner, token, colon));
                        last = column;
                    }
                    any = true;
                }
                if (any) {
                    end.run();
                }
            }
        } catch (IOException e) {
            throw Source.unreadable(path, 0, e);
        }
    }

    private static int column(Source source, SvmLightScanner scanner, String token, int colon, int last) {
        boolean number = colon > 0 && token.substring(0, colon).matches("[0-9]{1,9}");
        int column = number ? Integer.parseInt(token.substring(0, colon)) : -1;
        if (!number || column > MOST_COLUMNS) {
            throw source.wrong(
                    "line " + scanner.line(),
                    "'%s' is not column:value with a column from 0 to %d".formatted(token, MOST_COLUMNS),
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

    private static float value(Source source, SvmLightScanner scanner, String token, int colon) {
        char[] text = token.toCharArray();
        float value = Decimal.parse(text, colon + 1, text.length - colon - 1);
        if (!Float.isFinite(value)) {
            throw source.wrong(
                    "line " + scanner.line(), "the value of '%s' is no finite number".formatted(token), "correct it");
        }
        return value;
    }
}
