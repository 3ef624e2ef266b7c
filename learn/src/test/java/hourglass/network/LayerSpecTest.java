package hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayerSpecTest {
    @Test
    void readsEveryKindOfLayer() {
        assertThat(LayerSpec.parse("16c5s2p1-p3-8c3-p2u-200-30"))
                .containsExactly(
                        new LayerSpec.Convolution(16, 5, 2, 1),
                        new LayerSpec.Pooling(3, false),
                        new LayerSpec.Convolution(8, 3, 1, 0),
                        new LayerSpec.Pooling(2, true),
                        new LayerSpec.Dense(200),
                        new LayerSpec.Dense(30));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000-500-250-30", "16c5s2p2-32c5-p2-30", "8c3p1-p2u-4c1", "1000-k25", "16c5-200-k10-30"})
    void writesWhatItReads(String text) {
        assertThat(LayerSpec.text(LayerSpec.parse(text))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "500-", "-500", "5 0", "16c", "c5", "16x5", "16c5p2s2", "p", "12345678", "p2x"})
    void refusesWhatIsNoLayer(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LayerSpec.parse(text))
                .withMessageContaining("is no layer; give units from 1 to 9999999 like 500, a convolution");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            delimiter = '|',
            value = {
                "16c5p5| '16c5p5': padding must be 0 to below the kernel of 5, but was 5",
                "8c3-p1| 'p1': a window of pooling is 2 to 16 wide, not 1",
                "p2-100| 'p2' pools in p2-100, but not after a convolution such as 32c5",
                "8c3-p2-p2| 'p2' pools in 8c3-p2-p2, but not after a convolution such as 32c5",
                "8c3-k2| 'k2' in 8c3-k2 does not choose among the units of a dense layer with as many or more",
                "5-k6| 'k6' in 5-k6 does not choose among the units of a dense layer with as many or more",
                "100-8c3| '8c3' in 100-8c3 convolves the units of a dense layer, which form no maps"
            })
    void namesWhatIsWrong(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LayerSpec.parse(text))
                .withMessage(message);
    }

    @Test
    void keepsAConvolutionAndItsPoolingTogether() {
        assertThat(LayerSpec.pieces(LayerSpec.parse("8c3-p2-4c3-20-5")))
                .extracting(LayerSpec::text)
                .containsExactly("8c3-p2", "4c3", "20", "5");
        assertThat(LayerSpec.pieces(LayerSpec.parse("20-k3-5")))
                .extracting(LayerSpec::text)
                .containsExactly("20-k3", "5");
    }

    @Test
    void listsDenseLayers() {
        assertThat(LayerSpec.dense(List.of(3, 2))).isEqualTo(LayerSpec.parse("3-2"));
    }
}
