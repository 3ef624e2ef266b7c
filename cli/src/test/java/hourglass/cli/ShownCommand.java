package hourglass.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that a page shows in a {@code console} block, with the lines that the page shows below it.
 *
 * @param line the command as it is typed
 * @param output what it prints according to the page, or nothing where the page leaves its output out
 */
record ShownCommand(String line, String output) {
    private static final Pattern BLOCK = Pattern.compile("```console\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND =
            Pattern.compile("^hourglass .*\\n((?:(?!hourglass ).*\\n)*)", Pattern.MULTILINE);
    private static final Pattern NUMBER = Pattern.compile("(?:(?<!\\w)-)?\\d+(?:[.,]\\d+)*(?:[eE][-+]?\\d+)?");
    private static final Pattern HIT = Pattern.compile("0 0 \\S+ .*");
    private static final Pattern JSON_HIT = Pattern.compile("(\"(?:id|title|snippet)\" : )\".*");
    private static final String OMISSION = "...";

    /** All commands of a page, in their order. */
    static List<ShownCommand> of(Path page) throws IOException {
        List<ShownCommand> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(page));
        while (block.find()) {
            Matcher command = COMMAND.matcher(block.group(1));
            while (command.find()) {
                String line = command.group().lines().findFirst().orElseThrow();
                commands.add(new ShownCommand(line, command.group(1).strip()));
            }
        }
        return commands;
    }

    /** What follows the name of the program. */
    String[] arguments() {
        return line.substring("hourglass ".length()).split(" ");
    }

    /**
     * Whether the page is right. Any number stands for any other, since losses, times and dates differ between computers,
     * and so does the space that aligns them. A row of search results, which starts with a distance and a score, stands for
     * any such row, and so do the fields of one in JSON: the codes of a model, and with them the items found, depend on how a computer rounds. Three dots alone
     * on a line stand for any lines, within a line for any text.
     */
    boolean isPrintedIn(String printed) {
        if (output.isEmpty()) {
            return true;
        }
        StringBuilder pattern = new StringBuilder();
        for (String shown : output.lines().toList()) {
            pattern.append(shown.strip().equals(OMISSION) ? "(?:.*\\n)*?" : pattern(normal(shown)) + "\\n");
        }
        StringBuilder lines = new StringBuilder();
        printed.strip().lines().forEach(line -> lines.append(normal(line)).append('\n'));
        return Pattern.matches(pattern.toString(), lines);
    }

    private static String pattern(String line) {
        if (HIT.matcher(line).matches()) {
            return HIT.pattern();
        }
        Matcher json = JSON_HIT.matcher(line);
        if (json.matches()) {
            return Pattern.quote(json.group(1)) + "\".*";
        }
        return Pattern.quote(line).replace(OMISSION, "\\E.*\\Q");
    }

    private static String normal(String line) {
        return NUMBER.matcher(line).replaceAll("0").strip().replaceAll("\\s+", " ");
    }
}
