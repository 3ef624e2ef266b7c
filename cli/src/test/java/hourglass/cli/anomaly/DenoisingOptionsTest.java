package hourglass.cli.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DenoisingOptionsTest {
    @ParameterizedTest
    @CsvSource({
        "2000, 30, false, 96", // about 3,000 steps of 64 rows
        "100, 30, false, 400", // as many as there are at most
        "300, 50000, false, 33", // 500 million cells
        "100000, 50000, false, 15", // as few as there are at least
        "1000, 784, true, 64" // 500 steps of images
    })
    void epochsSuitTheSizeOfTheTable(int rows, int columns, boolean images, int epochs) {
        assertThat(DenoisingOptions.epochs(rows, columns, images)).isEqualTo(epochs);
    }

    @ParameterizedTest
    @CsvSource({
        "5, 64", // as few as there are at least
        "50, 200", // four times the columns
        "1000, 512", // as many as there are at most
        "50000, 167" // 16 million weights
    })
    void layersSuitTheWidthOfTheTable(int columns, int units) {
        assertThat(DenoisingOptions.units(columns)).isEqualTo(units);
    }
}
