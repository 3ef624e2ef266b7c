package hourglass.cli.option;

import hourglass.data.InputException;
import hourglass.data.file.Source;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ids in a text file, one a line, perhaps below the heading {@code id}.
 *
 * @param path of the file, in UTF-8, perhaps zipped
 */
public record IdFile(Path path) {
    /** The first line of the tables of ids that commands write beside codes. */
    private static final String HEADING = "id";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /**
     * Reads the ids.
     *
     * @param data the name of what they belong to
     * @param rows how many these are
     * @throws InputException if there are not as many ids, or one is empty or there twice
     */
    List<String> read(String data, int rows) {
        List<String> lines = lines();
        boolean headed = lines.size() == rows + 1 && lines.get(0).equals(HEADING);
        List<String> ids = headed ? lines.stream().skip(1).map(IdFile::unquoted).toList() : lines;
        if (ids.size() != rows) {
            throw new InputException(
                    path.toString(),
                    "",
                    "has %,d ids, but %s holds %,d rows".formatted(ids.size(), data, rows),
                    "give one id a line, in the order of the rows");
        }
        requireDistinct(path.toString(), "line", headed ? 2 : 1, ids);
        return ids;
    }

    /** The text of a single CSV field. */
    private static String unquoted(String field) {
        boolean quoted = field.length() > 1 && field.startsWith("\"") && field.endsWith("\"");
        return quoted ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field;
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        // A decoder of its own is strict.
        try (Source source = Source.open(path);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(source.stream(), StandardCharsets.UTF_8.newDecoder()))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(lines.isEmpty() && line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line);
            }
            return lines;
        } catch (CharacterCodingException e) {
            throw new InputException(
                    path.toString(), "line " + (lines.size() + 1), "is not UTF-8", "save the ids as UTF-8", e);
        } catch (IOException e) {
            throw Source.unreadable(path, 0, e);
        }
    }

    /**
     * Refuses ids of which one is empty or there twice.
     *
     * @param input that holds them
     * @param place what holds one, a line or a row
     * @param first the number of the first
     */
    public static void requireDistinct(String input, String place, int first, List<String> ids) {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            if (id.isEmpty()) {
                throw new InputException(
                        input, "%s %d".formatted(place, first + i), "has an empty id", "give each row an id");
            }
            Integer earlier = seen.put(id, i);
            if (earlier != null) {
                throw new InputException(
                        input,
                        "%ss %d and %d".formatted(place, first + earlier, first + i),
                        "have the same id '%s'".formatted(InputException.excerpt(id)),
                        "give each row an id of its own");
            }
        }
    }
}
