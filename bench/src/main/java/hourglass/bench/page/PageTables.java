package hourglass.bench.page;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A page with those tables replaced of which all experiments have been measured.
 *
 * @param text of the page
 * @param written how many tables were
 * @param unused the experiments that have figures but none of the tables
 */
record PageTables(String text, int written, Set<String> unused) {
    private static final Pattern TABLE =
            Pattern.compile("(?s)(<!-- figures ([a-z0-9 -]+?)(?:: ([^\n]+?))? -->\n)(.*?)(<!-- end of figures -->)");

    static PageTables of(String page, List<Series> series) {
        Set<String> unused = series.stream().map(Series::name).collect(Collectors.toCollection(LinkedHashSet::new));
        int[] written = {0};
        String text = TABLE.matcher(page).replaceAll(found -> {
            List<String> names = List.of(found.group(2).split(" "));
            List<Series> own = names.stream()
                    .flatMap(name -> series.stream().filter(one -> one.name().equals(name)))
                    .toList();
            if (own.size() < names.size()) {
                return Matcher.quoteReplacement(found.group());
            }
            names.forEach(unused::remove);
            written[0]++;
            Pattern part = Pattern.compile(found.group(3) == null ? "" : found.group(3));
            return Matcher.quoteReplacement(found.group(1) + "\n" + new FigureTable(own, part) + "\n" + found.group(5));
        });
        return new PageTables(text, written[0], unused);
    }
}
