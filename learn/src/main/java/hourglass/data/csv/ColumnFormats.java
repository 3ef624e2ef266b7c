package hourglass.data.csv;

import hourglass.data.csv.NumberFormat.Candidates;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** How the numbers of a table's columns are written: a column with one possible decimal mark decides for those with two. */
public final class ColumnFormats {
    private ColumnFormats() {}

    /** By the first lines; where a column holds anything but numbers, plain ones are expected. */
    public static List<NumberFormat> of(List<String[]> sample, Dialect dialect, @Nullable Character given) {
        int names = sample.size() > (dialect.hasSeparatorLine() ? 2 : 1) ? 1 : 0;
        List<String[]> lines =
                sample.subList(Math.min(sample.size(), names + (dialect.hasSeparatorLine() ? 1 : 0)), sample.size());
        int width = lines.stream().mapToInt(line -> line.length).max().orElse(0);
        List<Candidates> columns = IntStream.range(0, width)
                .mapToObj(column -> candidates(lines, column))
                .toList();
        return of(columns, dialect.separator(), given).stream()
                .map(format -> format == null ? NumberFormat.PLAIN : format)
                .toList();
    }

    private static Candidates candidates(List<String[]> lines, int column) {
        Candidates candidates = new Candidates();
        for (String[] line : lines) {
            String text = column < line.length ? line[column].strip() : "";
            if (!text.isEmpty() && !candidates.add(text)) {
                break;
            }
        }
        return candidates;
    }

    /**
     * The format of each column, or null for none.
     *
     * @param columns what fits all of a column's texts
     * @param separator between fields
     * @param given the decimal mark where it is known, or null
     */
    public static List<@Nullable NumberFormat> of(List<Candidates> columns, char separator, @Nullable Character given) {
        boolean comma = columns.stream().anyMatch(column -> column.onlyBy(','));
        boolean point = columns.stream().anyMatch(column -> column.onlyBy('.'));
        Character decided = given != null ? given : comma ? (point ? null : ',') : point ? '.' : null;
        char otherwise = separator == ';' ? ',' : '.';
        List<@Nullable NumberFormat> formats = new ArrayList<>();
        for (Candidates column : columns) {
            char preferred = decided != null ? decided : column.fitsPlain() ? '.' : otherwise;
            boolean refused = given != null && column.onlyBy(given == ',' ? '.' : ',');
            formats.add(refused ? null : column.format(preferred));
        }
        return formats;
    }
}
