package hourglass.data.file;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.LabelIndex;
import hourglass.data.Rows;
import hourglass.data.csv.ColumnFormats;
import hourglass.data.csv.Decimal;
import hourglass.data.csv.Dialect;
import hourglass.data.csv.NumberColumn;
import hourglass.data.csv.NumberFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Takes the fields of a CSV file one by one and makes rows of them; the first line settles how many and which. */
final class CsvTable extends CsvFields {
    private static final int NONE = -1;
    /** The name of a first column of texts that are ids, as commands write it. */
    private static final String IDS = "id";
    /** So many remarks on columns of numbers are made. */
    private static final int MOST_DOUBTS = 10;

    private final ReadOptions options;
    /** How the numbers of each field are written. */
    private final List<NumberFormat> formats;

    private final boolean plain;
    /** Whether the first field of the rows is no number. */
    private final boolean beginsWithText;

    private final SpillBuffer spool = new SpillBuffer();
    private final LabelIndex labels = new LabelIndex();
    private final List<String> ids = new ArrayList<>();
    /** The fields of the first line, and whether that is over. */
    private final List<String> first = new ArrayList<>();

    private boolean settled;
    private boolean hasHeader;
    private int label = NONE;
    private int id = NONE;
    /** What is found in the fields of numbers. */
    private NumberColumn[] columns = {};

    private long rows;
    private ByteBuffer row = ByteBuffer.allocate(0);

    CsvTable(Path path, Dialect dialect, List<String[]> sample, ReadOptions options) {
        super(path, dialect);
        this.options = options;
        this.formats = ColumnFormats.of(sample, dialect, options.csv().decimal());
        this.beginsWithText = sample.stream().skip(1).anyMatch(line -> !Decimal.looksLike(line[0].strip()));
        this.plain = formats.stream().allMatch(NumberFormat.PLAIN::equals);
    }

    @Override
    protected void take(int field, char[] text, int offset, int length, int blanks, boolean quoted) {
        if (!settled) {
            first.add(new String(text, offset, length).strip());
        } else if (field == label || field == id) {
            takeText(field, new String(text, offset, length).strip());
        } else if (field < first.size()) {
            double value = number(field, text, offset, length);
            if (!Float.isFinite((float) value)) {
                throw noNumber(field, new String(text, offset, length));
            }
            row.putFloat((float) value);
            columns[field].add(value, text, offset, length);
        }
    }

    private void takeText(int field, String text) {
        if (field == label) {
            labels.add(text);
        }
        if (field == id) {
            ids.add(text);
        }
    }

    private double number(int field, char[] text, int offset, int length) {
        return plain || field >= formats.size() || formats.get(field).equals(NumberFormat.PLAIN)
                ? Decimal.parse(text, offset, length)
                : formats.get(field).parse(new String(text, offset, length));
    }

    @Override
    protected void endLine() {
        if (settled) {
            append();
        } else {
            settle();
        }
    }

    private void append() {
        spool.write(row.array(), 0, row.position());
        row.clear();
        rows++;
    }

    private void settle() {
        label = find(options.labelColumn(), "label column");
        id = find(options.idColumn(), "column of ids");
        hasHeader = options.header() != null ? options.header() : looksLikeHeader();
        boolean usual =
                hasHeader && beginsWithText && label != 0 && first.get(0).equalsIgnoreCase(IDS);
        id = id == NONE && usual ? 0 : id;
        int width =
                (int) IntStream.range(0, first.size()).filter(this::isNumbers).count();
        if (width == 0) {
            throw wrong(
                    "line 1", "has no column of numbers", "give a file with columns besides those of labels and ids");
        }
        row = ByteBuffer.allocate(Float.BYTES * width).order(ByteOrder.LITTLE_ENDIAN);
        columns = Stream.generate(NumberColumn::new).limit(first.size()).toArray(NumberColumn[]::new);
        settled = true;
        if (!hasHeader) {
            for (int field = 0; field < first.size(); field++) {
                char[] text = first.get(field).toCharArray();
                take(field, text, 0, text.length, 0, false);
            }
            append();
        }
    }

    /** The field that an option names: a number is always a position, never a name. */
    private int find(@Nullable String wanted, String what) {
        if (wanted == null) {
            return NONE;
        }
        int field = wanted.matches("[0-9]{1,8}") ? Integer.parseInt(wanted) : first.indexOf(wanted);
        if (field < 0 || field >= first.size()) {
            throw wrong(
                    "line 1",
                    "there is no column %s among %s".formatted(wanted, first),
                    "name a %s by its header or its number from 0 to %d".formatted(what, first.size() - 1));
        }
        return field;
    }

    /** Whether the column of labels or ids has the requested name, or another anything but a number. */
    private boolean looksLikeHeader() {
        return isName(options.labelColumn())
                || isName(options.idColumn())
                || IntStream.range(0, first.size())
                        .filter(this::isNumbers)
                        .mapToObj(first::get)
                        .anyMatch(name -> !Decimal.looksLike(name));
    }

    private boolean isName(@Nullable String wanted) {
        return wanted != null && first.contains(wanted) && !Decimal.looksLike(wanted);
    }

    Dataset dataset() {
        if (rows == 0) {
            throw wrong("", "holds no rows", "give a file with at least one line of numbers");
        }
        int width = row.capacity() / Float.BYTES;
        float white = options.whiteOf(Element.F32);
        Rows values = spool.rows(Element.F32, ByteOrder.LITTLE_ENDIAN, width, white);
        List<String> names = hasHeader
                ? IntStream.range(0, first.size())
                        .filter(this::isNumbers)
                        .mapToObj(first::get)
                        .toList()
                : List.of();
        return new Dataset(path().toString(), values, names, label == NONE ? null : labels.labels(), null).withIds(ids);
    }

    private boolean isNumbers(int field) {
        return field != label && field != id;
    }

    private InputException noNumber(int field, String text) {
        String name = hasHeader ? " (" + InputException.excerpt(first.get(field)) + ")" : "";
        NumberFormat.Candidates formats = new NumberFormat.Candidates();
        boolean marked = formats.add(text.strip());
        return wrong(
                "line %d, column %d%s".formatted(getStartingLineNumber(), field + 1, name),
                text.isBlank()
                        ? "the field is empty"
                        : "'%s' is no finite number".formatted(InputException.excerpt(text.strip())),
                marked
                        ? "write it as the others of its column, or name the decimal mark by --decimal"
                        : "correct it, or name its column by --labels if it holds the class; train --table takes categories and missing cells, and impute fills the latter");
    }

    /** What is to be known of how the file was read. */
    @Override
    public List<String> notes() {
        List<String> notes = new ArrayList<>(super.notes());
        String formatted = IntStream.range(0, Math.min(first.size(), formats.size()))
                .filter(this::isNumbers)
                .filter(field -> !formats.get(field).equals(NumberFormat.PLAIN))
                .mapToObj(field ->
                        "%s (%s)".formatted(name(field), formats.get(field).description()))
                .collect(Collectors.joining(", "));
        if (!formatted.isEmpty()) {
            notes.add("numbers are read as they are written: %s; --decimal names another decimal mark"
                    .formatted(formatted));
        }
        List<String> doubts = IntStream.range(0, first.size())
                .filter(this::isNumbers)
                .boxed()
                .flatMap(field -> columns[field].notesAsFloats(name(field)).stream())
                .toList();
        doubts.stream().limit(MOST_DOUBTS).forEach(notes::add);
        if (doubts.size() > MOST_DOUBTS) {
            notes.add("%,d more such remarks on other columns are left out".formatted(doubts.size() - MOST_DOUBTS));
        }
        return notes;
    }

    private String name(int field) {
        return hasHeader ? InputException.excerpt(first.get(field)) : "column " + (field + 1);
    }

    @Override
    public void close() {
        spool.close();
    }
}
