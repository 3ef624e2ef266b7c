package hourglass.data;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextEncodingTest {
    @Test
    void refusesTheSameWordTwice() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextEncoding("english", List.of("a", "b", "a")));
    }

    @Test
    void refusesToCountNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TextEncoding("english", List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new TextEncoding(" ", List.of("a")));
    }
}
