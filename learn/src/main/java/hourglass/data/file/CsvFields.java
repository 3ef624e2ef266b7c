package hourglass.data.file;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import hourglass.data.InputException;
import hourglass.data.csv.Dialect;
import java.io.Closeable;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Takes the fields of a CSV file one by one, line by line, and holds all lines to equally many. */
public abstract class CsvFields extends AbstractBaseCsvCallbackHandler<Boolean> implements Closeable {
    private final Path path;
    private final Dialect dialect;
    private final boolean blankSeparated;
    private long begun = 1;
    private boolean skipping;
    private int fields;
    private int width;
    private int blanks;
    private int linesOfFields;
    private long spanning;
    private long firstSpanning;

    protected CsvFields(Path path, Dialect dialect) {
        this.path = path;
        this.dialect = dialect;
        this.blankSeparated = dialect.separator() == ' ';
    }

    protected final Path path() {
        return path;
    }

    protected final Dialect dialect() {
        return dialect;
    }

    /** The characters that are read, for whoever must see them all. */
    protected Reader watched(Reader reader) {
        return reader;
    }

    /**
     * Takes a field.
     *
     * @param field its number in the line, from 0
     * @param blanks how many were passed over before it, where blanks separate
     * @param quoted whether it stood in quotes, which are not handed over
     */
    protected abstract void take(int field, char[] text, int offset, int length, int blanks, boolean quoted);

    /** Ends a line with fields, of which all have equally many. */
    protected abstract void endLine();

    @Override
    protected final void handleField(int field, char[] text, int offset, int length, boolean quoted) {
        if (skipping) {
            return;
        }
        if (blankSeparated && length == 0 && !quoted) {
            blanks++;
            return;
        }
        if (quoted) {
            countLines(text, offset, length);
        }
        take(fields++, text, offset, length, blanks, quoted);
        blanks = 0;
    }

    private void countLines(char[] text, int offset, int length) {
        boolean cut = false;
        for (int i = offset; i < offset + length; i++) {
            linesOfFields += text[i] == '\n' ? 1 : 0;
            cut |= text[i] == dialect.separator();
        }
        if (linesOfFields > 0 && cut && dialect.separator() == '\t') {
            throw new Csv.OtherDialect(dialect.withoutQuotes());
        }
    }

    /** How many empty fields ended the line, where blanks separate. */
    protected final int trailingBlanks() {
        return blanks;
    }

    @Override
    protected final Boolean buildRecord() {
        if (getRecordType() == RecordType.EMPTY || skipping || fields == 0) {
            return true;
        }
        if (linesOfFields > 0 && spanning++ == 0) {
            firstSpanning = getStartingLineNumber();
        }
        if (width == 0) {
            width = fields;
        } else if (fields != width) {
            throw ragged();
        }
        endLine();
        return true;
    }

    private InputException ragged() {
        long line = getStartingLineNumber();
        boolean firstIsOdd = fields == dialect.fields() && linesOfFields == 0;
        return wrong(
                firstIsOdd ? "line " + (dialect.hasSeparatorLine() ? 2 : 1) : "line " + line,
                firstIsOdd
                        ? "has %s, but line %d and those after it have %d".formatted(counted(width), line, fields)
                        : "has %s, but the first line has %d".formatted(counted(fields), width),
                firstIsOdd
                        ? "remove it if it is a title or a remark"
                        : "make all lines equally long%s".formatted(openQuote()));
    }

    private String openQuote() {
        return spanning + linesOfFields == 0
                ? ""
                : ", and check the quote in line %d, which stays open over several lines"
                        .formatted(spanning > 0 ? firstSpanning : getStartingLineNumber());
    }

    /** What to throw where the parser gives up, in the line that it is in or the one before. */
    final InputException unparsed(Throwable cause) {
        return new InputException(
                path.toString(),
                "line " + begun,
                "a quote opens a field, but is not closed as CSV demands",
                "write quotes within a field twice, and the whole field in quotes",
                cause);
    }

    @Override
    protected final void handleBegin(long line) {
        begun = line;
        skipping = line == 1 && dialect.hasSeparatorLine();
        fields = 0;
        blanks = 0;
        linesOfFields = 0;
    }

    private static String counted(int fields) {
        return fields == 1 ? "1 field" : fields + " fields";
    }

    /** What is to be known of how the file was read. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (dialect.encoding().guessed()) {
            notes.add("read as %s; --encoding names another encoding"
                    .formatted(dialect.encoding().charset().name()));
        }
        if (!dialect.quotes()) {
            notes.add("quotes are taken as they stand, since some do not close");
        }
        if (spanning > 0) {
            notes.add("%d %s over several lines, the first from line %d on"
                    .formatted(spanning, spanning == 1 ? "quoted field goes" : "quoted fields go", firstSpanning));
        }
        return notes;
    }

    protected final InputException wrong(String place, String reason, String remedy) {
        return new InputException(path.toString(), place, reason, remedy);
    }

    @Override
    public void close() {}
}
