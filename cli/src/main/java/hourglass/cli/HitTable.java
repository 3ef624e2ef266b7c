package hourglass.cli;

import hourglass.cli.terminal.PrintableText;
import hourglass.library.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Hits as lines of aligned columns, for people. */
final class HitTable {
    private static final List<String> HEADINGS = List.of("distance", "score", "id", "title", "text");
    private static final int ID = 2;
    /** How much is shown of each at most. */
    private static final int[] WIDEST = {8, 8, 40, 40, 80};

    private HitTable() {}

    /** How much is shown of an id, and of the other cells. */
    public enum Width {
        /** As much as fits on a screen. */
        SCREEN,
        /** Ids in full, so that they can be copied or read by another program. */
        FULL_IDS,
        /** All cells in full. */
        FULL
    }

    /** The table of some hits. */
    public static String of(List<Hit> hits, Width width) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        hits.forEach(hit -> rows.add(cells(hit)));
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < WIDEST.length; column++) {
                int most = width == Width.FULL || (column == ID && width == Width.FULL_IDS)
                        ? Integer.MAX_VALUE
                        : WIDEST[column];
                int columnWidth = Math.min(most, longest(rows, column));
                String cell = cut(row.get(column), columnWidth);
                String space = " ".repeat(columnWidth - cell.length());
                // Numbers stand to the right.
                line.append(column < 2 ? space + cell : cell + space).append("  ");
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static List<String> cells(Hit hit) {
        String distance = hit.distance() == Hit.NO_DISTANCE ? "" : Integer.toString(hit.distance());
        return List.of(
                distance,
                String.format(Locale.ROOT, "%.3f", hit.score()),
                PrintableText.line(hit.id()),
                PrintableText.line(hit.title()),
                PrintableText.line(hit.snippet()));
    }

    private static int longest(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3) + "...";
    }
}
