package hourglass.text.file;

import hourglass.data.file.Csv;
import hourglass.data.file.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * One file.
 *
 * @param name without {@code .gz}
 */
record SingleEntry(Path file, String name) implements Entries {
    /** A file under its own name. */
    static SingleEntry of(Path file) {
        return new SingleEntry(file, String.valueOf(file.getFileName()).replaceAll("\\.gz$", ""));
    }

    /**
     * What comes through a pipe, under a name by its start, since it has no extension: JSON begins with a bracket, and the first
     * line of CSV names the column of the text.
     */
    static SingleEntry ofPipe(Path pipe, byte[] start, String textColumn) {
        String name = String.valueOf(pipe.getFileName());
        String text = new String(start, StandardCharsets.UTF_8).strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            return new SingleEntry(pipe, name + ".json");
        }
        String separator = String.valueOf(Csv.separator(start));
        String first = text.lines().findFirst().orElse("").replaceAll("[\"\uFEFF]", "");
        boolean table = Arrays.asList(first.split(Pattern.quote(separator), -1)).contains(textColumn);
        return new SingleEntry(pipe, table ? name + ".csv" : name);
    }

    @Override
    public void forEach(Visitor visitor) {
        try (Source source = Source.open(file)) {
            visitor.visit(name, source::stream);
        } catch (IOException e) {
            throw Source.unreadable(file, 0, e);
        }
    }
}
