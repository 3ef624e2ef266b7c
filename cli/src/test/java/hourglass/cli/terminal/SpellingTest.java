package hourglass.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({
        "train, train, 0",
        "trian, train, 1",
        "trai, train, 1",
        "trainn, train, 1",
        "brain, train, 1",
        "'', ab, 2"
    })
    void countsLetters(String a, String b, int distance) {
        assertThat(Spelling.distance(a, b)).isEqualTo(distance);
        assertThat(Spelling.distance(b, a)).isEqualTo(distance);
    }

    @Test
    void findsTheNearest() {
        assertThat(Spelling.nearest("tarin", List.of("data", "info", "train"))).contains("train");
    }

    @Test
    void findsNothingFarAway() {
        assertThat(Spelling.nearest("compress", List.of("data", "info", "train")))
                .isEmpty();
    }
}
