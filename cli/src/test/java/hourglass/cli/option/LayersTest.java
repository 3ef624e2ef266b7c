package hourglass.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.network.LayerSpec;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class LayersTest {
    @Test
    void suitsImagesAsThePaperDid() {
        assertThat(Layers.suiting(784)).hasToString("1000-500-250-30");
    }

    @ParameterizedTest
    @CsvSource({"2, 256-256-1", "63, 256-256-30", "64, 250-125-63-30", "255, 996-498-249-30"})
    void suitsFewerColumnsBySmallerLayersAndVeryFewByWideOnes(int columns, String expected) {
        assertThat(Layers.suiting(columns)).hasToString(expected);
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

    @ParameterizedTest
    @CsvSource({
        "8, 16c5p2-p2-128",
        "28, 16c5p2-p2-32c3p1-p2-64c3p1-p2-128",
        "100, 16c5s2p2-p2-32c3p1-p2-64c3p1-p2-64c3p1-p2-128"
    })
    void convolutionsForClassesLeaveAFewPixels(int side, String expected) {
        assertThat(Layers.suitingClasses(new ImageShape(side, side, 3))).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"4, 256-256, 256-256-2", "256, 256-256, 1000-500-250-30", "2000, 512-512, 1000-500-250-30"})
    void classesAndSimilarityHaveWideLayers(int columns, String classes, String similarity) {
        assertThat(Layers.suitingClasses(columns)).hasToString(classes);
        assertThat(Layers.suitingSimilarity(columns)).hasToString(similarity);
    }

    @Test
    void tooSmallImagesHaveNoConvolutions() {
        assertThat(Layers.suitingClasses(new ImageShape(28, 7, 1))).isNull();
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
