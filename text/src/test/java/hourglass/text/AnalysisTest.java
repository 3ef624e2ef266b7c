package hourglass.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnalysisTest {
    static List<String> names() {
        // The analysis none takes all that stands between white space.
        return Analysis.names().stream().filter(name -> !name.equals("none")).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "english, The cats' 3 kittens aren't running: I like e-mail@host.com, cat kitten run like mail host com",
        "english, Running RUNS run mp3 x, run run run mp",
        "german, Die Häuser und das Haus, haus haus",
        "french, Les chevaux l'oiseau, cheval oiseau",
        "russian, Они читали книги, чита книг",
        "cjk, 東京に, 東京 京に",
        "standard, The Cats aren't 3, the cats aren't",
        "none, The recov 3-d, The recov 3-d",
    })
    void makesWordsOfText(String language, String text, String words) {
        assertThat(String.join(" ", Analysis.of(language).words(text))).isEqualTo(words);
    }

    @ParameterizedTest
    @MethodSource("names")
    void makesNoWordsOfNumbersAndSigns(String name) {
        assertThat(Analysis.of(name).words("12 3.5 -- ?! @ #7 \u2019 \uD83D\uDE00"))
                .isEmpty();
    }

    @Property(tries = 300)
    void findsAWordAfterAnyText(@ForAll String text) {
        assertThat(Analysis.ENGLISH.words(text + "\nship")).endsWith("ship").doesNotContain("");
    }

    @Test
    void refusesALanguageThatIsNotThere() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Analysis.of("klingon"))
                .withMessageContaining("there is no 'klingon'")
                .withMessageContaining("english");
    }

    @Test
    void theAnalyserGivesThePlacesOfWords() throws IOException {
        // The first is two chars of Java, and in no word.
        String text = "\ud83d\ude00 3 ships_sailed, l'\u00e9t\u00e9";
        List<String> found = new ArrayList<>();
        try (TokenStream tokens = Analysis.ENGLISH.analyzer().tokenStream("", text)) {
            CharTermAttribute word = tokens.addAttribute(CharTermAttribute.class);
            OffsetAttribute place = tokens.addAttribute(OffsetAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                found.add(word + "=" + text.substring(place.startOffset(), place.endOffset()));
            }
            tokens.end();
        }
        assertThat(found).containsExactly("ship=ships", "sail=sailed", "l'\u00e9t\u00e9=l'\u00e9t\u00e9");
    }
}
