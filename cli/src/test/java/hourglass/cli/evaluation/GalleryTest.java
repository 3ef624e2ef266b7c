package hourglass.cli.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.cli.Cli;
import hourglass.data.Dataset;
import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GalleryTest {
    @TempDir
    private Path folder;

    /** Principal components are both what the units respond to and what the numbers of the code represent. */
    @Test
    void theCodeUnitsOfPrincipalComponentsAreTheirFilters() {
        Path data = folder.resolve("digits.idx.gz");
        Path model = folder.resolve("pca.safetensors");
        Cli.succeed("data", "digits", "--count", 200, "--seed", 1, "-o", data);
        Cli.succeed("train", "--data", data, "--model", "pca", "--layers", 12, "-o", model);
        FittedModel saved = ModelFile.read(model);
        Dataset digits = PenDigits.of(200, 1);
        Rows rows = digits.rows();
        try (ThreadTeam team = ThreadTeam.of(1)) {
            Gallery gallery = new Gallery(saved, digits.imageShape(), team);
            assertAlike(gallery.codeUnits(rows), gallery.filters());
        }
    }

    private static void assertAlike(BufferedImage one, BufferedImage other) {
        assertThat(one.getWidth()).isEqualTo(other.getWidth());
        assertThat(one.getHeight()).isEqualTo(other.getHeight());
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                assertThat(one.getRGB(x, y) & 0xff).isCloseTo(other.getRGB(x, y) & 0xff, Offset.offset(2));
            }
        }
    }
}
