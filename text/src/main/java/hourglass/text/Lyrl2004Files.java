package hourglass.text;

import hourglass.data.InputException;
import hourglass.data.file.Split;
import hourglass.text.file.LenientReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * RCV1-v2 as files of tokens: lines {@code .I number}, {@code .W}, then the tokens, stemmed and without stop words (Lewis,
 * Yang, Rose and Li, JMLR 5, 2004, online appendix 12). Names of files with {@code _train} and {@code _test} say
 * which part they are.
 *
 * @param input the name of the corpus, for messages
 */
record Lyrl2004Files(String input, Qrels topics, CorpusOptions options) implements Format {
    private static final Pattern NAME = Pattern.compile("(.*/)?lyrl2004_tokens_.*\\.dat(\\.gz)?");
    private static final String NUMBER = ".I ";
    private static final String WORDS = ".W";

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static @Nullable Split part(String name) {
        if (name.contains("_train")) {
            return Split.TRAIN;
        }
        return name.contains("_test") ? Split.TEST : null;
    }

    @Override
    public boolean isNameOfDocuments(String name) {
        return isName(name) && options.takes(part(name));
    }

    @Override
    public void read(String name, InputStream stream, Reading reading) throws IOException {
        LenientReader reader = LenientReader.of(stream);
        Lines lines = new Lines(reader, Corpus.LONGEST_TEXT);
        StringBuilder text = new StringBuilder();
        int number = -1;
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith(NUMBER)) {
                emit(number, text, reading);
                number = number(line, name + ", line " + lines.number());
                text.setLength(0);
            } else if (number < 0 && !line.isBlank()) {
                throw wrong(name + ", line " + lines.number(), "a document begins by '.I number', not by", line);
            } else if (!line.equals(WORDS) && text.length() + line.length() < Corpus.LONGEST_TEXT) {
                text.append(line).append('\n');
            }
        }
        emit(number, text, reading);
        reading.readAs(reader.guess(), name);
    }

    private void emit(int number, StringBuilder text, Reading reading) {
        if (number >= 0) {
            reading.accept(new Document(Integer.toString(number), "", text.toString(), topics.of(number)));
        }
    }

    private int number(String line, String place) {
        String number = line.substring(NUMBER.length()).strip();
        if (!number.matches("[0-9]{1,9}")) {
            throw wrong(place, "the number of a document has 1 to 9 digits, and is not", number);
        }
        return Integer.parseInt(number);
    }

    private InputException wrong(String place, String reason, String found) {
        String shown = found.length() > 40 ? found.substring(0, 40) + "..." : found;
        return new InputException(
                input, place, "%s '%s'".formatted(reason, shown), "get a complete, undamaged copy of the file");
    }
}
