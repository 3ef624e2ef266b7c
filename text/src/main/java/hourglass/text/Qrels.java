package hourglass.text;

import hourglass.data.InputException;
import hourglass.text.file.LenientReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The topics of documents as lines {@code topic number 1} say, 8 bytes a line. */
final class Qrels {
    static final Qrels NONE = new Qrels(List.of(), new long[0]);

    private static final Pattern NAME = Pattern.compile("(.*/)?rcv1-v2\\.topics\\.qrels(\\.gz)?");
    private static final int LONGEST_LINE = 256;

    private final List<String> topics;
    /** Number of a document and, in the lower half, of its topic; ascending. */
    private final long[] pairs;

    private Qrels(List<String> topics, long[] pairs) {
        this.topics = topics;
        this.pairs = pairs;
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Reads a file.
     *
     * @param input the corpus, for messages
     * @param name of the file in it
     * @throws InputException if a line is not as above
     */
    static Qrels read(String input, String name, InputStream stream) throws IOException {
        Map<String, Integer> topics = new HashMap<>();
        List<String> names = new ArrayList<>();
        long[] pairs = new long[1 << 10];
        int count = 0;
        try (Reader reader = LenientReader.of(stream)) {
            Lines lines = new Lines(reader, LONGEST_LINE);
            for (String line = lines.next(); line != null; line = lines.next()) {
                String[] fields = line.strip().split("\\s+");
                if (fields.length != 3 || !fields[1].matches("[0-9]{1,9}")) {
                    throw new InputException(
                            input,
                            "%s, line %d".formatted(name, lines.number()),
                            "a line is 'topic number 1', not '%s'".formatted(line.strip()),
                            "get a complete, undamaged copy of the file");
                }
                Integer known = topics.putIfAbsent(fields[0], names.size());
                if (known == null) {
                    names.add(fields[0]);
                }
                pairs = count == pairs.length ? Arrays.copyOf(pairs, 2 * count) : pairs;
                pairs[count++] = Long.parseLong(fields[1]) << 32 | (known == null ? names.size() - 1 : known);
            }
        }
        long[] sorted = Arrays.copyOf(pairs, count);
        Arrays.sort(sorted);
        return new Qrels(names, sorted);
    }

    /** The topics of a document; none if it is in no line. */
    List<String> of(int document) {
        int found = Arrays.binarySearch(pairs, (long) document << 32);
        List<String> of = new ArrayList<>();
        for (int i = found < 0 ? -found - 1 : found; i < pairs.length && pairs[i] >> 32 == document; i++) {
            of.add(topics.get((int) pairs[i]));
        }
        return of;
    }
}
