package hourglass.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AnalysisTest {
    static List<String> names() {
        return Analysis.names();
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
        if (!name.equals("none")) {
            assertThat(Analysis.of(name).words("12 3.5 -- ?! @ #7 \u2019 \uD83D\uDE00"))
                    .isEmpty();
        }
    }

    @Property(tries = 300)
    void worksForAnyText(@ForAll String text) {
        assertThat(Analysis.ENGLISH.words(text)).doesNotContain("");
    }

    @Test
    void refusesALanguageThatIsNotThere() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Analysis.of("klingon"))
                .withMessageContaining("there is no 'klingon'")
                .withMessageContaining("english");
    }
}
