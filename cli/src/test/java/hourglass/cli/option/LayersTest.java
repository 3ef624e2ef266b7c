package hourglass.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import hourglass.network.LayerSpec;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LayersTest {
    @Test
    void suitsImagesAsThePaperDid() {
        assertThat(Layers.suiting(784)).hasToString("1000-500-250-30");
    }

    @Property(tries = 200)
    void suitsDataOfAnyWidthByAShorterCode(@ForAll @IntRange(min = 2, max = 20_000) int columns) {
        assertThat(Layers.suiting(columns).checkedFor(columns).code()).isBetween(1, Math.min(30, columns - 1));
    }

    @Test
    void readsSizes() {
        assertThat(layers("1000-500-30").stages()).isEqualTo(LayerSpec.dense(List.of(1000, 500, 30)));
    }

    @Test
    void readsSizesWithCommas() {
        assertThat(layers("1000,500,30")).isEqualTo(layers("1000-500-30"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "30-", "a", "10-0-5", "10--5", "-5", "99999999", "3.5"})
    void refusesWhatIsNoSizes(String text) {
        assertThatExceptionOfType(TypeConversionException.class)
                .isThrownBy(() -> layers(text))
                .withMessageContaining("give");
    }

    @Test
    void refusesMoreWeightsThanAnArrayHolds() {
        refuses("40000-40000-30", 784, "more than the 1073741823 weights a model may have");
    }

    private static void refuses(String layers, int columns, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> layers(layers).checkedFor(columns))
                .withMessageContaining(message);
    }

    private static Layers layers(String text) {
        return new Layers.Converter().convert(text);
    }
}
