package hourglass.bench.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of some experiments as a table in Markdown: measures of several things as a grid, with what others published below
 * each row; all else as a list.
 *
 * @param series measured
 * @param part only figures in whose metric it is found; empty for all
 */
record FigureTable(List<Series> series, Pattern part) {
    /** Longer rows are hard to read. */
    private static final int MOST_COLUMNS = 9;

    private static final Pattern NUMBER = Pattern.compile("[0-9]+(\\.[0-9]+)?");

    /** A figure and the experiment that it is of. */
    private record Entry(String experiment, Figure figure, String thing) {}

    @Override
    public String toString() {
        List<Entry> entries = series.stream()
                .flatMap(one -> one.figures().stream()
                        .filter(figure -> part.matcher(figure.metric()).find())
                        .map(figure -> new Entry(one.name(), figure, thing(figure))))
                .toList();
        Set<String> measures = sorted(distinct(entries.stream().map(entry -> entry.figure.measure())));
        Set<String> things = distinct(entries.stream().map(entry -> entry.thing));
        boolean grid =
                measures.size() > 1 && !things.contains("") && Math.min(measures.size(), things.size()) <= MOST_COLUMNS;
        List<List<String>> table = new ArrayList<>();
        if (!grid) {
            list(entries, measures.size() == 1 ? measures.iterator().next() : null, table);
        } else if (measures.size() <= things.size() || series.size() > 1 || haveNumbers(measures)) {
            series.forEach(one -> table.addAll(grid(
                    entries.stream()
                            .filter(entry -> entry.experiment.equals(one.name()))
                            .toList(),
                    series.size() > 1 ? one.name() : null,
                    measures,
                    table.isEmpty())));
        } else {
            transposed(entries, measures, things, table);
        }
        return lines(table) + "\n" + foot(grid) + "\n";
    }

    /** What was measured; a part that all have is not said again. */
    private String thing(Figure figure) {
        String all = part.pattern() + ", ";
        return figure.contender().startsWith(all) ? figure.contender().substring(all.length()) : figure.contender();
    }

    /** A row for each thing, a column for each measure. */
    private static List<List<String>> grid(
            List<Entry> entries, @Nullable String experiment, Set<String> measures, boolean headed) {
        List<List<String>> table = new ArrayList<>();
        if (headed) {
            table.add(cells(experiment == null ? null : "experiment", "", shortened(measures)));
        }
        Map<String, Integer> decimals = decimals(entries);
        for (String thing : distinct(entries.stream().map(entry -> entry.thing))) {
            List<Optional<Figure>> row = measures.stream()
                    .map(measure -> figure(entries, measure, thing))
                    .toList();
            addRow(table, experiment == null ? null : "`" + experiment + "`", thing, row, decimals);
        }
        return table;
    }

    /** A row for each measure, a column for each thing. */
    private static void transposed(
            List<Entry> entries, Set<String> measures, Set<String> things, List<List<String>> table) {
        table.add(cells(null, "", shortened(things)));
        Map<String, Integer> decimals = decimals(entries);
        for (String measure : measures) {
            addRow(
                    table,
                    null,
                    measure,
                    things.stream()
                            .map(thing -> figure(entries, measure, thing))
                            .toList(),
                    decimals);
        }
    }

    private static Optional<Figure> figure(List<Entry> entries, String measure, String thing) {
        return entries.stream()
                .filter(entry ->
                        entry.thing.equals(thing) && entry.figure.measure().equals(measure))
                .map(Entry::figure)
                .findFirst();
    }

    /** What was measured, and below it what others published. */
    private static void addRow(
            List<List<String>> table,
            @Nullable String experiment,
            String name,
            List<Optional<Figure>> row,
            Map<String, Integer> decimals) {
        table.add(cells(
                experiment,
                name,
                row.stream()
                        .map(cell -> cell.map(figure ->
                                        figure.text(figure.readable(decimals.getOrDefault(figure.measure(), 0))))
                                .orElse(""))
                        .toList()));
        Set<String> sources = distinct(row.stream()
                .flatMap(Optional::stream)
                .filter(figure -> figure.publishedValue() != null)
                .map(Figure::published));
        if (!sources.isEmpty()) {
            int published = row.stream()
                    .flatMap(Optional::stream)
                    .mapToInt(Figure::publishedDecimals)
                    .max()
                    .orElseThrow();
            table.add(cells(
                    experiment == null ? null : "",
                    "*" + String.join("; ", sources) + "*",
                    row.stream()
                            .map(cell -> cell.map(figure -> figure.publishedText(published))
                                    .orElse(""))
                            .toList()));
        }
    }

    /** A row for each figure. */
    private void list(List<Entry> entries, @Nullable String measure, List<List<String>> table) {
        String experiment = series.size() > 1 ? "experiment" : null;
        boolean published = entries.stream().anyMatch(entry -> entry.figure.publishedValue() != null);
        List<String> head = new ArrayList<>(List.of(measure == null ? "here" : measure));
        if (published) {
            head.addAll(List.of("published", "by"));
        }
        head.add("seconds");
        table.add(cells(experiment, measure == null ? "measure" : "", head));
        for (Entry entry : entries) {
            Figure figure = entry.figure;
            List<String> values = new ArrayList<>(List.of(figure.text(decimals(entry, entries))));
            if (published) {
                values.add(figure.publishedText(figure.publishedDecimals()));
                values.add(figure.published());
            }
            values.add(rounded(figure.seconds()));
            table.add(cells(
                    experiment == null ? null : "`" + entry.experiment + "`",
                    measure == null ? figure.metric() : entry.thing,
                    values));
        }
    }

    /** As many as suit a figure, or one that does not vary those beside it. */
    private static int decimals(Entry entry, List<Entry> entries) {
        Figure figure = entry.figure;
        if (figure.varies()) {
            return figure.decimals();
        }
        List<Entry> beside = entries.stream()
                .filter(one -> one.experiment.equals(entry.experiment))
                .toList();
        return Math.max(figure.publishedDecimals(), decimals(beside).getOrDefault(figure.measure(), 0));
    }

    /** For each measure, as many decimals as suit its median deviation. */
    private static Map<String, Integer> decimals(List<Entry> entries) {
        Map<String, Integer> decimals = new LinkedHashMap<>();
        for (String measure : distinct(entries.stream().map(entry -> entry.figure.measure()))) {
            List<Figure> all = entries.stream()
                    .map(Entry::figure)
                    .filter(figure -> figure.measure().equals(measure))
                    .toList();
            List<Integer> varying = all.stream()
                    .filter(Figure::varies)
                    .map(Figure::decimals)
                    .sorted()
                    .toList();
            // Deviations of next to nothing count only where there are no others.
            List<Integer> visible =
                    varying.stream().filter(one -> one < Figure.MOST_DECIMALS).toList();
            List<Integer> counted = visible.isEmpty() ? varying : visible;
            decimals.put(
                    measure,
                    counted.isEmpty()
                            ? all.stream().mapToInt(Figure::decimals).min().orElseThrow()
                            : counted.get(counted.size() / 2));
        }
        return decimals;
    }

    /** Of names that differ from the one before in the last word alone, that word. */
    private static List<String> shortened(Collection<String> names) {
        List<String> heads = new ArrayList<>();
        String before = "";
        for (String name : names) {
            String start = start(name);
            heads.add(!start.isEmpty() && start.equals(before) ? name.substring(start.length()) : name);
            before = start;
        }
        return heads;
    }

    private static String start(String name) {
        return name.substring(0, name.lastIndexOf(' ') + 1);
    }

    /** The number that a name ends in; NaN if it ends in a word. */
    private static double number(String name) {
        String last = name.substring(name.lastIndexOf(' ') + 1);
        return NUMBER.matcher(last).matches() ? Double.parseDouble(last) : Double.NaN;
    }

    private static String group(String name) {
        return Double.isNaN(number(name)) ? name : start(name);
    }

    /** Whether some of the names differ in the number alone that they end in. */
    private static boolean haveNumbers(Set<String> names) {
        List<String> starts = names.stream()
                .filter(name -> !Double.isNaN(number(name)))
                .map(FigureTable::start)
                .toList();
        return names.size() <= MOST_COLUMNS && Set.copyOf(starts).size() < starts.size();
    }

    /** Names that differ in the number alone that they end in stand together, in its order. */
    private static Set<String> sorted(Set<String> names) {
        List<String> groups = names.stream().map(FigureTable::group).distinct().toList();
        return distinct(names.stream()
                .sorted(Comparator.<String>comparingInt(name -> groups.indexOf(group(name)))
                        .thenComparingDouble(FigureTable::number)));
    }

    private static List<String> cells(@Nullable String experiment, String row, List<String> values) {
        List<String> cells = new ArrayList<>();
        if (experiment != null) {
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

    /** By what seeds and threads, and of a grid how long it took. */
    private String foot(boolean grid) {
        Map<String, List<String>> names = new LinkedHashMap<>();
        series.forEach(one -> names.computeIfAbsent(foot(one, grid), foot -> new ArrayList<>())
                .add("`" + one.name() + "`"));
        return names.entrySet().stream()
                .map(entry -> names.size() == 1
                        ? capitalized(entry.getKey())
                        : joined(entry.getValue()) + ": " + entry.getKey())
                .collect(Collectors.joining(" "));
    }

    private String foot(Series one, boolean grid) {
        List<String> seeds = one.seeds().stream().map(Object::toString).toList();
        return (seeds.size() == 1
                        ? "one seed (%s)".formatted(seeds.get(0))
                        : "mean ± standard deviation of seeds " + joined(seeds))
                + (one.epochs() == null ? "" : ", %d epochs".formatted(one.epochs()))
                + threads(one.threads())
                + (grid ? ", " + seconds(one) : "")
                + ".";
    }

    private static String threads(List<Integer> threads) {
        List<Integer> different = threads.stream().distinct().sorted().toList();
        return different.isEmpty()
                ? ""
                : different.equals(List.of(1))
                        ? ", 1 thread"
                        : ", %s threads"
                                .formatted(joined(
                                        different.stream().map(Object::toString).toList()));
    }

    private String seconds(Series one) {
        double[] seconds = one.figures().stream()
                .filter(figure -> part.matcher(figure.metric()).find())
                .mapToDouble(Figure::seconds)
                .sorted()
                .toArray();
        String least = rounded(seconds[0]);
        String most = rounded(seconds[seconds.length - 1]);
        return least.equals(most)
                ? "%s seconds in all".formatted(most)
                : "%s to %s seconds each".formatted(least, most);
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String joined(List<String> names) {
        return names.size() == 1
                ? names.get(0)
                : String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private static Set<String> distinct(Stream<String> names) {
        return names.collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
