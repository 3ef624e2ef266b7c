package hourglass.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private record Loss(double last, Double best) {}

    @Test
    void tellsWhatIsNoNumberAsNull() {
        assertThat(Console.json(List.of(new Loss(Double.NaN, Double.POSITIVE_INFINITY))))
                .contains("\"last\" : null", "\"best\" : null");
    }

    @Test
    void tellsNumbersInFull() {
        assertThat(Console.json(new Loss(0.1, -2.5e-9))).contains("\"last\" : 0.1", "\"best\" : -2.5E-9");
    }
}
