package hourglass.data.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.csv.CsvOptions;
import hourglass.data.csv.Decimal;
import hourglass.data.csv.Dialect;
import hourglass.data.csv.TextEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;

/**
 * Tables of numbers as text (RFC 4180), plain or gzip: one line an item, fields separated by comma, semicolon, tab, pipe
 * or blanks, whichever cuts all lines into equally many. They are in UTF-8 or UTF-16, else an older encoding is guessed.
 */
public final class Csv {
    private static final int START = 1 << 16;
    /** Of so many bytes or more the last line may be cut off. */
    private static final int FIRST_LINES = 1 << 14;
    /** So many lines show how numbers are written. */
    private static final int SAMPLE = 200;
    /** No text holds it. */
    private static final char NO_QUOTE = '\uFFFF';

    private Csv() {}

    /** A file turns out to be written in another way than its start lets expect. */
    static final class OtherDialect extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Dialect dialect;

        OtherDialect(Dialect dialect) {
            super("the file is in another dialect", null, false, false);
            this.dialect = dialect;
        }
    }

    /**
     * Reads rows and, from the label column, their classes.
     *
     * @param options of which {@code header}, {@code labelColumn}, {@code white} and {@code csv} count
     * @throws InputException if a line has more or fewer fields than the first, a field is no finite number, or there
     *     are no rows
     */
    public static Dataset read(Path path, ReadOptions options) {
        try (CsvTable table =
                parse(path, options.csv(), (dialect, sample) -> new CsvTable(path, dialect, sample, options))) {
            Dataset data = table.dataset();
            for (String note : table.notes()) {
                data = data.withNote(path + ": " + note);
            }
            return data;
        }
    }

    /**
     * Hands all fields of a file to what takes them, which is made again if the file turns out to be in another dialect.
     *
     * @param taker for a dialect and the first lines, to be closed by the caller
     */
    public static <T extends CsvFields> T parse(
            Path path, CsvOptions options, BiFunction<Dialect, List<String[]>, T> taker) {
        Dialect dialect = null;
        while (true) {
            try (Source source = Source.open(path)) {
                byte[] start = source.peek(START);
                boolean whole = start.length < START;
                if (dialect == null) {
                    ForeignFormat.refuse(path, start);
                    dialect = Dialect.of(start, whole, options);
                    refuseControlBytes(path, start, dialect);
                }
                T fields = taker.apply(dialect, sample(dialect, start, whole));
                try {
                    parse(path, source, dialect, options, fields);
                    return fields;
                } catch (OtherDialect other) {
                    fields.close();
                    dialect = other.dialect;
                } catch (RuntimeException e) {
                    fields.close();
                    throw e;
                }
            }
        }
    }

    private static void parse(Path path, Source source, Dialect dialect, CsvOptions options, CsvFields fields) {
        try {
            reader(dialect)
                    .build(fields, fields.watched(dialect.encoding().reader(source.stream())))
                    .forEach(line -> {});
        } catch (CsvParseException | IOException | UncheckedIOException e) {
            // The parser wraps what it is handed through.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof InputException known) {
                throw known;
            }
            if (cause instanceof OtherDialect other) {
                throw other;
            }
            if (cause instanceof CharacterCodingException) {
                throw new OtherDialect(dialect.withEncoding(otherEncoding(path, dialect, options)));
            }
            if (cause instanceof IOException unreadable) {
                throw Source.unreadable(path, 0, unreadable);
            }
            if (dialect.separator() == '\t' && dialect.quotes()) {
                throw new OtherDialect(dialect.withoutQuotes());
            }
            throw fields.unparsed(cause);
        }
    }

    private static TextEncoding otherEncoding(Path path, Dialect dialect, CsvOptions options) {
        try (Source source = Source.open(path)) {
            return dialect.encoding().otherwise(source.stream(), path.toString(), options.encoding() != null);
        } catch (IOException e) {
            throw Source.unreadable(path, 0, e);
        }
    }

    private static CsvReader.CsvReaderBuilder reader(Dialect dialect) {
        return CsvReader.builder()
                .fieldSeparator(dialect.separator())
                .quoteCharacter(dialect.quotes() ? '"' : NO_QUOTE)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    }

    /** The fields of the first lines, as far as they can be parsed. */
    private static List<String[]> sample(Dialect dialect, byte[] start, boolean whole) {
        String text = dialect.encoding().decoded(start);
        String lines = whole ? text : text.substring(0, text.lastIndexOf('\n') + 1);
        List<String[]> sample = new ArrayList<>();
        try (CsvReader<CsvRecord> records = reader(dialect).ofCsvRecord(lines)) {
            records.stream()
                    .limit(SAMPLE)
                    .forEach(line -> sample.add(line.getFields().toArray(String[]::new)));
        } catch (CsvParseException e) {
            // Reading the whole file will say where.
            return sample;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sample;
    }

    /** Whether a file with the name of a table has first lines, after one, of numbers and perhaps a first field that is none. */
    static boolean holdsNumbers(Path path) {
        if (!String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT).matches(".*\\.[ct]sv(\\.gz)?")) {
            return false;
        }
        try (Source source = Source.open(path)) {
            byte[] start = source.peek(START);
            boolean whole = start.length < START;
            Dialect dialect = Dialect.of(start, whole, CsvOptions.DEFAULT);
            List<String[]> lines = sample(dialect, start, whole);
            return lines.size() > 1 && lines.stream().skip(1).allMatch(Csv::isOfNumbers);
        }
    }

    private static boolean isOfNumbers(String[] line) {
        long numbers = Arrays.stream(line).skip(1).filter(Decimal::looksLike).count();
        return numbers == line.length - 1 && (numbers > 1 || (numbers == 1 && Decimal.looksLike(line[0])));
    }

    private static void refuseControlBytes(Path path, byte[] start, Dialect dialect) {
        if (!dialect.encoding().charset().name().startsWith("UTF-")
                || dialect.encoding().charset().equals(StandardCharsets.UTF_8)) {
            refuseControlBytes(path, start);
        }
    }

    /** Refuses what is no text in any encoding that keeps ASCII. */
    static void refuseControlBytes(Path path, byte[] start) {
        for (byte b : start) {
            if (b >= 0 && b < ' ' && !Character.isWhitespace(b)) {
                throw new InputException(
                        path.toString(),
                        "",
                        "is neither IDX (00 00 ...) nor npy (93 NUMPY ...) nor text",
                        "give a file of IDX, npy or CSV, or a folder of images");
            }
        }
    }

    /**
     * Begins a file of rows of {@code columns} numbers, each in the fewest digits that distinguish it from all other floats.
     *
     * @param names of the columns for the first line, or empty for none
     */
    public static RowWriter writer(Path path, int columns, List<String> names) {
        return writer(path, columns, names, RowTexts.NONE, RowTexts.NONE);
    }

    /**
     * The same with columns of text.
     *
     * @param names of the columns of numbers for the first line, or empty for no such line
     * @param before what stands before the numbers
     * @param after what stands after them, such as the classes
     */
    public static RowWriter writer(Path path, int columns, List<String> names, RowTexts before, RowTexts after) {
        return new CsvWriter(path, columns, names, before, after);
    }

    /** Writes all rows to one file, headed by names unless there are none. */
    public static void write(Path path, Rows rows, List<String> names) {
        try (RowWriter writer = writer(path, rows.columns(), names)) {
            writer.append(rows);
            writer.commit();
        }
    }

    /** The character between fields, by the first bytes of a table. */
    public static char separator(byte[] start) {
        return Dialect.of(start, start.length < FIRST_LINES, CsvOptions.DEFAULT).separator();
    }
}
