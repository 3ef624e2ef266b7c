package hourglass.cli.terminal;

import java.util.LinkedHashMap;
import java.util.Map;

/** Names and what goes with them, one a line and aligned, for people. */
public final class Listing {
    private final Map<String, String> lines = new LinkedHashMap<>();

    /** Adds a line. */
    public Listing add(String name, Object value) {
        lines.put(name, value.toString());
        return this;
    }

    @Override
    public String toString() {
        int width = lines.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder text = new StringBuilder();
        lines.forEach((name, value) -> text.append(name)
                .append(" ".repeat(width + 2 - name.length()))
                .append(value)
                .append(System.lineSeparator()));
        return text.toString();
    }
}
