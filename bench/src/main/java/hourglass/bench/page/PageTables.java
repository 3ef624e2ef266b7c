package hourglass.bench.page;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page with the tables of some experiments replaced.
 *
 * @param text of the page
 * @param written how many tables were
 * @param unused the experiments that have figures but no table
 */
record PageTables(String text, int written, Set<String> unused) {
    private static final Pattern TABLE =
            Pattern.compile("(?s)(<!-- figures ([a-z0-9 -]+) -->\n)(.*?)(<!-- end of figures -->)");

    /** More measures than this stand below each other. */
    private static final int MOST_COLUMNS = 9;

    static PageTables of(String page, List<Figure> figures) {
        Set<String> unused = figures.stream().map(Figure::name).collect(Collectors.toCollection(LinkedHashSet::new));
        int[] written = {0};
        String text = TABLE.matcher(page).replaceAll(found -> {
            List<String> names = List.of(found.group(2).split(" "));
            List<Figure> own = figures.stream()
                    .filter(figure -> names.contains(figure.name()))
                    .toList();
            names.forEach(unused::remove);
            if (own.isEmpty()) {
                return Matcher.quoteReplacement(found.group());
            }
            written[0]++;
            return Matcher.quoteReplacement(found.group(1) + table(names, own) + found.group(4));
        });
        return new PageTables(text, written[0], unused);
    }

    private static String table(List<String> names, List<Figure> figures) {
        Set<String> measures =
                figures.stream().map(Figure::measure).collect(Collectors.toCollection(LinkedHashSet::new));
        boolean several = names.size() > 1;
        boolean wide = measures.size() > 1
                && measures.size() <= MOST_COLUMNS
                && figures.stream().noneMatch(figure -> figure.contender().isEmpty());
        return (wide ? wide(several, figures, measures) : list(several, figures)) + foot(figures);
    }

    /** A row for each contender, a column for each measure. */
    private static String wide(boolean several, List<Figure> figures, Set<String> measures) {
        Set<List<String>> rows = figures.stream()
                .map(figure -> List.of(figure.name(), figure.contender()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<List<String>> table = new ArrayList<>();
        table.add(cells(several, "experiment", "", new ArrayList<>(measures)));
        for (List<String> row : rows) {
            List<String> values = measures.stream()
                    .map(measure -> figures.stream()
                            .filter(figure -> figure.name().equals(row.get(0))
                                    && figure.contender().equals(row.get(1))
                                    && figure.measure().equals(measure))
                            .findFirst())
                    .map(figure -> figure.map(Figure::text).orElse(""))
                    .toList();
            table.add(cells(several, "`" + row.get(0) + "`", row.get(1), values));
        }
        return lines(table);
    }

    /** A row for each figure. */
    private static String list(boolean several, List<Figure> figures) {
        boolean published = figures.stream().anyMatch(figure -> figure.publishedValue() != null);
        List<List<String>> table = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of("here"));
        if (published) {
            head.addAll(List.of("published", "by"));
        }
        head.add("seconds");
        table.add(cells(several, "experiment", "measure", head));
        for (Figure figure : figures) {
            List<String> values = new ArrayList<>(List.of(figure.text()));
            if (published) {
                values.add(Optional.ofNullable(figure.publishedValue())
                        .map(value -> Double.toString(value).replaceFirst("\\.0$", ""))
                        .orElse(""));
                values.add(figure.published());
            }
            values.add(String.format(Locale.ROOT, "%.0f", figure.seconds()));
            table.add(cells(several, "`" + figure.name() + "`", figure.metric(), values));
        }
        return lines(table);
    }

    private static List<String> cells(boolean several, String experiment, String row, List<String> values) {
        List<String> cells = new ArrayList<>();
        if (several) {
            cells.add(experiment);
        }
        cells.add(row);
        cells.addAll(values);
        return cells;
    }

    private static String lines(List<List<String>> table) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < table.size(); i++) {
            lines.append("| ").append(String.join(" | ", table.get(i))).append(" |\n");
            if (i == 0) {
                lines.append("|").append(" --- |".repeat(table.get(0).size())).append("\n");
            }
        }
        return lines.toString();
    }

    private static String foot(List<Figure> figures) {
        int seeds = figures.get(0).values().size();
        return seeds == 1 ? "\nOne seed.\n" : "\nMeans and standard deviations over %d seeds.\n".formatted(seeds);
    }
}
