package hourglass.cli.output;

import hourglass.library.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Hits as lines of aligned columns, for people. */
public final class HitTable {
    private static final List<String> HEADINGS = List.of("distance", "score", "id", "title", "text");
    /** How much is shown of each at most. */
    private static final int[] WIDEST = {8, 8, 40, 40, 80};

    private HitTable() {}

    public static String of(List<Hit> hits) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADINGS);
        hits.forEach(hit -> rows.add(cells(hit)));
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < WIDEST.length; column++) {
                int width = width(rows, column);
                String cell = cut(row.get(column), width);
                String space = " ".repeat(width - cell.length());
                // Numbers stand to the right.
                line.append(column < 2 ? space + cell : cell + space).append("  ");
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    private static List<String> cells(Hit hit) {
        String distance = hit.distance() == Hit.NO_DISTANCE ? "" : Integer.toString(hit.distance());
        return List.of(distance, String.format(Locale.ROOT, "%.3f", hit.score()), hit.id(), hit.title(), hit.snippet());
    }

    private static int width(List<List<String>> rows, int column) {
        int longest =
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
        return Math.min(WIDEST[column], longest);
    }

    private static String cut(String text, int width) {
        return text.length() <= width ? text : text.substring(0, width - 3) + "...";
    }
}
