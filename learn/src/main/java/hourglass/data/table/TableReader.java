package hourglass.data.table;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.RecordType;
import hourglass.data.InputException;
import hourglass.data.file.Decimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Takes the fields of a CSV file one by one and keeps them as they are written. */
final class TableReader extends AbstractBaseCsvCallbackHandler<Boolean> {
    /** Texts that come again are kept once, of so many different ones. */
    private static final int POOLED = 1 << 16;

    private final Path path;
    private final Map<String, String> pool = new HashMap<>();
    private final List<String[]> lines = new ArrayList<>();
    private final List<Long> lineNumbers = new ArrayList<>();
    private final List<String> fields = new ArrayList<>();

    TableReader(Path path) {
        this.path = path;
    }

    @Override
    protected void handleField(int field, char[] text, int offset, int length, boolean quoted) {
        if (field == 0) {
            fields.clear();
        }
        String plain = new String(text, offset, length);
        String written = quoted ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
        fields.add(pool.size() < POOLED ? pool.computeIfAbsent(written, same -> same) : written);
    }

    @Override
    protected Boolean buildRecord() {
        if (getRecordType() == RecordType.EMPTY) {
            return false;
        }
        if (!lines.isEmpty() && fields.size() != lines.get(0).length) {
            throw new InputException(
                    path.toString(),
                    "line " + getStartingLineNumber(),
                    "has %d fields, but the first line has %d".formatted(fields.size(), lines.get(0).length),
                    "make all lines equally long");
        }
        lines.add(fields.toArray(String[]::new));
        lineNumbers.add(getStartingLineNumber());
        return true;
    }

    /**
     * The table.
     *
     * @param header whether the first line holds names, or null if it does when it holds anything but numbers
     */
    Table table(char separator, @Nullable Boolean header) {
        boolean named = !lines.isEmpty()
                && (header != null
                        ? header
                        : IntStream.range(0, lines.get(0).length)
                                .mapToObj(field -> Table.value(lines.get(0)[field]))
                                .anyMatch(text -> !Table.isMissing(text) && !Decimal.looksLike(text)));
        int first = named ? 1 : 0;
        if (lines.size() == first) {
            throw new InputException(
                    path.toString(), "", "holds no rows", "give a file with at least one line of values");
        }
        String[] top = lines.get(0);
        List<String> names = IntStream.range(0, top.length)
                .mapToObj(field -> named ? Table.value(top[field]) : "column" + (field + 1))
                .toList();
        return new Table(
                path.toString(),
                names,
                named ? top : new String[0],
                separator,
                lines.subList(first, lines.size()).toArray(String[][]::new),
                lineNumbers.stream().skip(first).mapToLong(Long::longValue).toArray());
    }
}
