package hourglass.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {
    private static final Analysis NONE = Analysis.of("none");

    private static Corpus corpus(List<String> texts) {
        return Corpus.of(
                "texts",
                texts.stream()
                        .map(text -> new Document("", "", text, List.of()))
                        .toList());
    }

    @Provide
    Arbitrary<List<String>> texts() {
        Arbitrary<String> word = Arbitraries.of("a", "b", "ab", "ba", "c", "d", "word", "\u00E4");
        return word.list()
                .ofMaxSize(30)
                .map(words -> String.join(" ", words))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .filter(texts -> texts.stream().anyMatch(text -> !text.isEmpty()));
    }

    @Property(tries = 300)
    void holdsTheMostFrequentWordsAlphabeticAmongEquals(
            @ForAll("texts") List<String> texts, @ForAll @IntRange(min = 1, max = 10) int size) {
        Map<String, Long> counts = Arrays.stream(String.join(" ", texts).strip().split(" +"))
                .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
        List<String> expected = counts.keySet().stream()
                .sorted(Comparator.comparing(counts::get, Comparator.reverseOrder()))
                .limit(size)
                .toList();
        assertThat(Vocabulary.of(corpus(texts), NONE, size).words()).isEqualTo(expected);
    }

    @Property(tries = 300)
    void countsEveryOccurrenceOfItsWords(@ForAll("texts") List<String> texts) {
        Vocabulary vocabulary = Vocabulary.of(corpus(texts), NONE, 3);
        for (String text : texts) {
            float[] expected = new float[vocabulary.size()];
            for (int i = 0; i < expected.length; i++) {
                String word = vocabulary.words().get(i);
                expected[i] = Collections.frequency(List.of(text.split(" +")), word);
            }
            WordCounts counts = vocabulary.counts(text);
            float[] found = new float[expected.length];
            for (int i = 0; i < counts.words().length; i++) {
                found[counts.words()[i]] = counts.counts()[i];
            }
            assertThat(found).isEqualTo(expected);
        }
    }

    @Property(tries = 100)
    void isTheSameWhenAModelBroughtIt(@ForAll("texts") List<String> texts) {
        Vocabulary vocabulary = Vocabulary.of(corpus(texts), NONE, 5);
        Vocabulary again = Vocabulary.of(vocabulary.encoding());
        assertThat(again).isEqualTo(vocabulary);
        assertThat(again.counts(texts.get(0)).words())
                .isEqualTo(vocabulary.counts(texts.get(0)).words());
    }

    @Test
    void keepsFrequentWordsWhenThereAreTooManyDifferentOnes() {
        WordTally tally = new WordTally(100);
        for (int i = 0; i < 5000; i++) {
            char[] rare = ("rare" + i).toCharArray();
            tally.accept(rare, rare.length);
            tally.accept("often".toCharArray(), 5);
        }
        assertThat(tally.mostFrequent(1)).containsExactly(new WordTally.Entry("often", 5000));
    }

    @Test
    void isWrittenToAFile(@TempDir Path folder) {
        Vocabulary vocabulary = Vocabulary.of(corpus(List.of("moons moon car")), Analysis.ENGLISH, 5);
        Path path = folder.resolve("vocabulary.json");
        vocabulary.write(path);
        assertThat(path).content().isEqualTo("{\"analysis\":\"english\",\"words\":[\"moon\",\"car\"]}");
        assertThat(Vocabulary.read(path)).isEqualTo(vocabulary);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{\"analysis\":\"english\"}",
                "{\"analysis\":\"english\",\"words\":[]}",
                "{\"analysis\":\"english\",\"words\":[\"a\",\"a\"]}",
                "{\"analysis\":\"english\",\"words\":[1]}",
                "{\"analysis\":\"klingon\",\"words\":[\"a\"]}"
            })
    void refusesWhatIsNoVocabulary(String json, @TempDir Path folder) throws IOException {
        Path path = Files.writeString(folder.resolve("vocabulary.json"), json);
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Vocabulary.read(path))
                .withMessageStartingWith(path.toString())
                .withMessageContaining("is not a vocabulary");
    }

    @Test
    void refusesDocumentsWithoutWords() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Vocabulary.of(corpus(List.of("", "12 - 3")), Analysis.ENGLISH, 5))
                .withMessageContaining("hold no words");
    }
}
