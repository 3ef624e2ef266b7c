package hourglass.text;

import hourglass.data.InputException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.AnalyzerWrapper;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * How a text becomes words, by the analysers of Lucene: those of a language fold case, drop stop words and stem. Only
 * letters make words: digits and all other characters separate them, except apostrophes, which each language treats in its
 * own way; words of a single letter are dropped. Immutable, for any number of threads.
 *
 * <p>Two more have no language: {@code standard} (Unicode's boundaries of words, lower case; no stop words, no stems) and
 * {@code none} (whatever stands between white space, unchanged, for text that went through all this before).
 */
public final class Analysis {
    /** Snowball's 174 stop words, Porter's stems. */
    public static final Analysis ENGLISH = of("english");

    private final String name;
    private final Analyzer analyzer;
    private final boolean lettersOnly;

    private Analysis(String name, Analyzer analyzer, boolean lettersOnly) {
        this.name = name;
        this.analyzer = analyzer;
        this.lettersOnly = lettersOnly;
    }

    /**
     * The analysis of this name.
     *
     * @param name a language in English and small letters, {@code standard} or {@code none}; see {@link #names}
     * @throws InputException if there is no analysis of this name
     */
    public static Analysis of(String name) {
        Analyzer analyzer = Languages.analyzer(name);
        if (analyzer == null) {
            throw new InputException(
                    "language", "", "there is no '%s'".formatted(name), "give one of " + String.join(", ", names()));
        }
        return new Analysis(name, analyzer, !name.equals(Languages.NONE));
    }

    /** All names, in alphabetic order. */
    public static List<String> names() {
        return Languages.names();
    }

    public String name() {
        return name;
    }

    /** The words of a text, in its order. */
    public List<String> words(String text) {
        List<String> words = new ArrayList<>();
        forEachWord(text, (letters, length) -> words.add(new String(letters, 0, length)));
        return words;
    }

    /**
     * The same as an analyser of Lucene, whose tokens say where in the text they stand, for those who look for given words in
     * it: words of a single letter are among them.
     */
    public Analyzer analyzer() {
        return lettersOnly ? new LettersAnalyzer(analyzer) : analyzer;
    }

    /** Sees a text as {@link #letters} leaves it, which moves nothing. */
    private static final class LettersAnalyzer extends AnalyzerWrapper {
        private final Analyzer words;

        LettersAnalyzer(Analyzer words) {
            super(words.getReuseStrategy());
            this.words = words;
        }

        @Override
        protected Analyzer getWrappedAnalyzer(String fieldName) {
            return words;
        }

        @Override
        protected Reader wrapReader(String fieldName, Reader reader) {
            StringWriter text = new StringWriter();
            try {
                reader.transferTo(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return new StringReader(letters(text.toString()));
        }
    }

    /** Takes words one by one, from an array that is used again for the next. */
    interface WordSink {
        void accept(char[] letters, int length);
    }

    void forEachWord(String text, WordSink sink) {
        try (TokenStream tokens = analyzer.tokenStream("", lettersOnly ? letters(text) : text)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                if (!lettersOnly || !isSingleLetter(word)) {
                    sink.accept(word.buffer(), word.length());
                }
            }
            tokens.end();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot fail to be read", e);
        }
    }

    /** One ideograph is a word. */
    private static boolean isSingleLetter(CharTermAttribute word) {
        return word.length() == 1 && !Character.isIdeographic(word.charAt(0));
    }

    /** The text with spaces for all that is in no word. */
    private static String letters(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            char c = chars[i];
            if (c < 128) {
                chars[i] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '\'' ? c : ' ';
            } else {
                int codePoint = text.codePointAt(i);
                int length = Character.charCount(codePoint);
                if (!isInWord(codePoint)) {
                    Arrays.fill(chars, i, i + length, ' ');
                }
                i += length - 1;
            }
        }
        return new String(chars);
    }

    /** Letters, what is written on and between them, and the apostrophe of good printers. */
    private static boolean isInWord(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.FORMAT -> true;
            default -> Character.isLetter(codePoint) || codePoint == '\u2019';
        };
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Analysis analysis && name.equals(analysis.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
