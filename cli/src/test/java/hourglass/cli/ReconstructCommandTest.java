package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.file.Datasets;
import hourglass.data.file.ReadOptions;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconstructCommandTest {
    @TempDir
    private Path folder;

    private Workshop workshop;
    private Path data;
    private Path model;

    @BeforeEach
    void train() {
        workshop = new Workshop(folder);
        data = workshop.digits(130);
        model = workshop.model(data);
    }

    @Test
    void writesNumbers() {
        JsonNode result = reconstruct("out.npy");
        JsonNode seen =
                Cli.succeed("data", "info", folder.resolve("out.npy"), "--json").json();
        assertThat(result.get("rows").asInt()).isEqualTo(130);
        assertThat(result.get("squaredError").asDouble()).isPositive();
        assertThat(seen.get("rows").asInt()).isEqualTo(130);
        assertThat(seen.get("values").get("greatest").asDouble()).isLessThanOrEqualTo(1);
    }

    @Test
    void refinedCodesReconstructBetter() {
        double before = reconstruct("out.npy").get("squaredError").asDouble();
        double after =
                reconstruct("refined.npy", "--refine", "10").get("squaredError").asDouble();
        assertThat(after).isLessThan(before);
        Cli.succeed("encode", "--model", model, "--data", data, "-o", folder.resolve("codes.npy"), "--refine", "10");
        Cli.succeed(
                "decode", "--model", model, "--codes", folder.resolve("codes.npy"), "-o", folder.resolve("again.npy"));
        assertThat(Datasets.open(folder.resolve("again.npy"), ReadOptions.DEFAULT)
                        .rows()
                        .toArray())
                .containsExactly(
                        Datasets.open(folder.resolve("refined.npy"), ReadOptions.DEFAULT)
                                .rows()
                                .toArray(),
                        within(1e-4f));
    }

    @Test
    void refusesToRefineCodesOfOtherModels() {
        Path components = folder.resolve("components.safetensors");
        Cli.succeed("train", "--model", "pca", "--data", data, "--layers", "5", "-o", components);
        Cli.Result result = Cli.run(
                "reconstruct",
                "--model",
                components,
                "--data",
                data,
                "-o",
                folder.resolve("out.npy"),
                "--refine",
                "10");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("is not for this model, which is no autoencoder", "leave it out");
    }

    @Test
    void writesAPictureOfTheFirstHundred() throws IOException {
        assertThat(reconstruct("out.png").get("rows").asInt()).isEqualTo(100);
        BufferedImage picture = ImageIO.read(folder.resolve("out.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(10 * (2 * 7 + 2) + 2);
    }

    @Test
    void writesAPictureForEachItemByItsClass() {
        reconstruct("out");
        Dataset seen = Datasets.open(folder.resolve("out"), ReadOptions.DEFAULT);
        assertThat(seen.rows().count()).isEqualTo(130);
        assertThat(seen.imageShape()).isEqualTo(new ImageShape(7, 7, 1));
        assertThat(seen.labels()).isNotNull();
    }

    @Test
    void givesEachPictureTheNameOfItsFile() throws IOException {
        Path pictures = folder.resolve("pictures");
        Files.createDirectories(pictures.resolve("b"));
        Files.createDirectories(pictures.resolve("a"));
        for (String name : List.of("a/x.png", "a/x.PNG", "b/x y.png")) {
            ImageIO.write(
                    new BufferedImage(7, 7, BufferedImage.TYPE_BYTE_GRAY),
                    "png",
                    pictures.resolve(name).toFile());
        }
        Cli.succeed("reconstruct", "--model", model, "--data", pictures, "-o", folder.resolve("out"));
        assertThat(Datasets.open(folder.resolve("out"), ReadOptions.DEFAULT).ids())
                .containsExactly("a/x-0000001.png", "a/x.png", "b/x y.png");
    }

    @Test
    void writesAsManyAsAsked() {
        assertThat(reconstruct("out.csv", "--count", "5").get("rows").asInt()).isEqualTo(5);
        assertThat(folder.resolve("out.csv")).content().hasLineCount(5);
    }

    @Test
    void keepsTheNamesOfColumns() {
        Path table = workshop.table();
        Path ofTable = workshop.model(table, "--labels", "kind");
        Path out = folder.resolve("out.csv");
        Cli.succeed("reconstruct", "--model", ofTable, "--data", table, "--labels", "kind", "-o", out);
        assertThat(out).content().startsWith("height,width,depth,weight,label\n");
    }

    private JsonNode reconstruct(String output, String... options) {
        Object[] command = {"reconstruct", "--model", model, "--data", data, "-o", folder.resolve(output), "--json"};
        return Cli.succeed(Stream.of(command, options).flatMap(Stream::of).toArray())
                .json();
    }
}
