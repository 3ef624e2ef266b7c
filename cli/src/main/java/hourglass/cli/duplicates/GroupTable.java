package hourglass.cli.duplicates;

import hourglass.cli.terminal.PrintableText;
import java.util.ArrayList;
import java.util.List;

/** Groups as lines of aligned columns, for people. */
final class GroupTable {
    private GroupTable() {}

    /** The table of the first groups. */
    static String of(List<DuplicateGroup> groups, int most) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("group", "bits", "item", ""));
        for (int i = 0; i < Math.min(most, groups.size()); i++) {
            rows.add(row(Integer.toString(i + 1), "keep", groups.get(i).kept()));
            for (DuplicateGroup.Member member : groups.get(i).duplicates()) {
                rows.add(row("", String.valueOf(member.distance()), member));
            }
        }
        int width = rows.stream().mapToInt(row -> row.get(2).length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            String line = "%5s  %4s  %-" + Math.max(1, width) + "s  %s";
            text.append(line.formatted(row.toArray()).stripTrailing()).append(System.lineSeparator());
        }
        if (groups.size() > most) {
            text.append("  ... and %,d more groups; -o groups.jsonl writes all, --top N prints more%n"
                    .formatted(groups.size() - most));
        }
        return text.toString();
    }

    private static List<String> row(String group, String bits, DuplicateGroup.Member member) {
        String about = member.entry().about();
        String known = member.known() == null ? "" : about.isEmpty() ? "known" : ", known";
        return List.of(group, bits, PrintableText.line(member.entry().id()), about + known);
    }
}
