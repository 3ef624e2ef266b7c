package hourglass.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimHashTest {
    private final SimHash hash = new SimHash(Analysis.of("standard"));

    /** Many words in an order that a seed decides. */
    private static List<String> words(int seed) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            words.add("word" + Character.toString('a' + i % 26) + Character.toString('a' + i / 26));
        }
        Collections.shuffle(words, new Random(seed));
        return words;
    }

    private long code(List<String> words) {
        return hash.of(String.join(" ", words)).orElseThrow();
    }

    private int distance(List<String> one, List<String> other) {
        return Long.bitCount(code(one) ^ code(other));
    }

    @Test
    void oneChangedWordInFourHundredKeepsTheCodeWithinTheRadius() {
        List<String> changed = words(1);
        changed.set(200, "another");
        assertThat(distance(words(1), changed)).isLessThanOrEqualTo(SimHash.RADIUS);
    }

    @Test
    void sameWordsInAnotherOrderAreFarBeyondTheRadius() {
        assertThat(distance(words(1), words(2))).isGreaterThan(4 * SimHash.RADIUS);
    }

    @Test
    void caseAndSpaceDoNotCount() {
        assertThat(hash.of("The  quick\nbrown FOX")).isEqualTo(hash.of("the quick brown fox"));
    }

    @Test
    void textWithoutWordsHasNoCode() {
        assertThat(hash.of(" 12 ... ")).isEmpty();
    }

    @Test
    void textOfOneWordHasACode() {
        assertThat(hash.of("hello")).isPresent().isNotEqualTo(hash.of("goodbye"));
    }
}
