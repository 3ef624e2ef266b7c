package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How {@code --color} has the images of a folder read: the first one here is grey, the second red. */
class ColorOptionTest {
    private static final int RED = 0xff0000;

    @TempDir
    private Path folder;

    private Path images;

    @BeforeEach
    void draw() throws IOException {
        images = Files.createDirectories(folder.resolve("images"));
        ImageIO.write(
                new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY),
                "png",
                images.resolve("a.png").toFile());
        BufferedImage red = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        red.setRGB(0, 0, RED);
        ImageIO.write(red, "png", images.resolve("b.png").toFile());
    }

    @Test
    void readsAllInColorByDefaultWhereOneIs() {
        assertThat(info().get("columns").asInt()).isEqualTo(2 * 2 * 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--color", "--colour"})
    void readsAllInColor(String option) {
        JsonNode read = info(option);
        assertThat(read.get("columns").asInt()).isEqualTo(2 * 2 * 3);
        assertThat(read.get("values").get("greatest").asDouble()).isEqualTo(1);
    }

    @Test
    void readsAllGrey() throws IOException {
        Files.delete(images.resolve("a.png"));
        assertThat(info().get("columns").asInt()).isEqualTo(2 * 2 * 3);
        JsonNode grey = info("--no-color");
        assertThat(grey.get("columns").asInt()).isEqualTo(2 * 2);
        assertThat(grey.get("values").get("greatest").asDouble()).isBetween(0.1, 0.9);
    }

    @Test
    void aModelOfGreyImagesReadsColoredOnesGrey() throws IOException {
        Path model = new Workshop(folder).model(images, "--no-color");
        Files.delete(images.resolve("a.png"));
        Path codes = folder.resolve("codes.npy");
        Cli.succeed("encode", "--model", model, "--data", images, "-o", codes);
        assertThat(codes).isNotEmptyFile();
    }

    private JsonNode info(String... options) {
        Object[] command = new Object[options.length + 4];
        System.arraycopy(new Object[] {"data", "info", images, "--json"}, 0, command, 0, 4);
        System.arraycopy(options, 0, command, 4, options.length);
        return Cli.succeed(command).json();
    }
}
