package hourglass.data.csv;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * How a table is written as text.
 *
 * @param encoding of its characters
 * @param separator between fields; a blank stands for one or more
 * @param quotes whether a field may stand in double quotes, which then are no part of it
 * @param separatorLine a first line that only names the separator, such as {@code sep=;}, or empty
 * @param fields how many the lines after the first have, as far as they were looked at and agree; else 0
 */
public record Dialect(TextEncoding encoding, char separator, boolean quotes, String separatorLine, int fields) {
    /** What is written here: UTF-8, commas, quotes where they must be. */
    public static final Dialect COMMAS =
            new Dialect(new TextEncoding(StandardCharsets.UTF_8, 0, false), ',', true, "", 0);

    private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)(\"?sep=(.)\"?)\\R");
    private static final Pattern COMMA_IN_NUMBER = Pattern.compile("(?<=[0-9]),(?=[0-9])");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]*[.,]?[0-9]+([eE][-+]?[0-9]+)?");
    private static final char[] SEPARATORS = {'\t', ';', '|', ','};
    private static final int LINES = 200;

    /**
     * The dialect of a file that starts with these bytes, as far as it is not given.
     *
     * @param whole whether they are all of it
     */
    public static Dialect of(byte[] start, boolean whole, CsvOptions options) {
        TextEncoding encoding =
                options.encoding() == null ? TextEncoding.of(start) : TextEncoding.of(start, options.encoding());
        String text = encoding.decoded(start);
        if (!whole) {
            text = text.substring(0, Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
        }
        Matcher named = SEPARATOR_LINE.matcher(text);
        if (named.lookingAt()) {
            char separator = named.group(2).charAt(0);
            String rest = text.substring(named.end());
            return new Dialect(encoding, separator, true, named.group(1), agreed(counts(rest, separator)));
        }
        char separator = options.separator() == null ? separator(text) : options.separator();
        return new Dialect(encoding, separator, true, "", agreed(counts(text, separator)));
    }

    /** The same in another encoding. */
    public Dialect withEncoding(TextEncoding encoding) {
        return new Dialect(encoding, separator, quotes, separatorLine, fields);
    }

    /** The same with quotes as part of the fields. */
    public Dialect withoutQuotes() {
        return new Dialect(encoding, separator, false, separatorLine, 0);
    }

    /** Whether the first line only names the separator. */
    public boolean hasSeparatorLine() {
        return !separatorLine.isEmpty();
    }

    /** The separator in words, as in "separated by commas". */
    public String separatorName() {
        return switch (separator) {
            case ',' -> "commas";
            case ';' -> "semicolons";
            case '\t' -> "tabs";
            case '|' -> "pipes";
            case ' ' -> "blanks";
            default -> "'%s'".formatted(separator);
        };
    }

    /**
     * The separator that cuts all lines, but perhaps the first, into equally many fields: of several the one that makes most. Where
     * none does, the one that is most frequent in the first line.
     */
    static char separator(String text) {
        int most = 0;
        char best = 0;
        for (char candidate : SEPARATORS) {
            int fields = fields(counts(text, candidate));
            boolean decimal = candidate == ',' && best != 0 && onlyInNumbers(text);
            if (fields > Math.max(1, most) && !decimal) {
                most = fields;
                best = candidate;
            }
        }
        if (best != 0) {
            return best;
        }
        List<Integer> blanks = counts(text, ' ');
        return fields(blanks) > 1 && mostlyNumbers(text) ? ' ' : mostFrequent(text);
    }

    private static boolean onlyInNumbers(String text) {
        return COMMA_IN_NUMBER.matcher(text).replaceAll("").indexOf(',') < 0;
    }

    private static boolean mostlyNumbers(String text) {
        String[] words = text.strip().split("\\s+");
        return Arrays.stream(words)
                                .filter(word -> NUMBER.matcher(word).matches())
                                .count()
                        * 2
                > words.length;
    }

    private static char mostFrequent(String text) {
        String line = text.lines().filter(one -> !one.isBlank()).findFirst().orElse("");
        char best = ',';
        for (char candidate : SEPARATORS) {
            if (occurrences(line, candidate) > occurrences(line, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long occurrences(String line, char wanted) {
        return line.chars().filter(c -> c == wanted).count();
    }

    /** The same where there are at least two lines after the first to agree; else 0. */
    private static int agreed(List<Integer> counts) {
        return counts.size() < 3 ? 0 : fields(counts);
    }

    /** The number of fields of all lines but the first, or of the only line; 0 if they differ. */
    private static int fields(List<Integer> counts) {
        int from = Math.min(1, counts.size() - 1);
        return counts.isEmpty()
                        || IntStream.range(from, counts.size())
                                .anyMatch(i -> !counts.get(i).equals(counts.get(from)))
                ? 0
                : counts.get(from);
    }

    /** The number of fields of each line that is not empty. */
    private static List<Integer> counts(String text, char separator) {
        if (separator == ' ') {
            return text.lines()
                    .filter(line -> !line.isBlank())
                    .limit(LINES)
                    .map(line -> line.strip().split(" +").length)
                    .toList();
        }
        List<Integer> counts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        int fields = 1;
        for (int i = 0; i < text.length() && counts.size() < LINES; i++) {
            char c = text.charAt(i);
            if (quoted) {
                quoted = c != '"';
            } else if (c == separator) {
                fields++;
            } else if (c == '"') {
                // After a quote within quotes it opens again.
                quoted = i == start || text.charAt(i - 1) == separator || text.charAt(i - 1) == '"';
            } else if (c == '\n' || c == '\r') {
                if (i > start) {
                    counts.add(fields);
                }
                fields = 1;
                start = i + 1;
            }
        }
        if (text.length() > start && counts.size() < LINES) {
            counts.add(fields);
        }
        return counts;
    }
}
