package hourglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.ImageShape;
import hourglass.data.InputException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngTest {
    private static final BufferedImage PICTURE =
            Tiles.of(new float[] {0, 0.2f, 0.4f, 1}, new ImageShape(2, 2, 1), TileLayout.ofImages());

    @TempDir
    Path folder;

    @Test
    void writesAFileThatReadsBackPixelByPixel() throws IOException {
        Path file = folder.resolve("tiles.png");

        Png.write(PICTURE, file);

        assertThat(TilesTest.pixels(ImageIO.read(file.toFile()))).isDeepEqualTo(TilesTest.pixels(PICTURE));
    }

    @Test
    void replacesAnOlderFileAndLeavesNothingElse() throws IOException {
        Path file = Files.writeString(folder.resolve("tiles.png"), "older");

        Png.write(PICTURE, file);

        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).satisfies(only -> {
            try (var files = Files.list(only)) {
                assertThat(files).containsExactly(file);
            }
        });
    }

    @Test
    void namesTheFileThatItCannotWrite() {
        Path file = folder.resolve("absent/tiles.png");

        assertThatThrownBy(() -> Png.write(PICTURE, file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(file.toString());
    }
}
