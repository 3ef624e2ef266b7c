package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.codes.BinaryCodes;
import hourglass.codes.BitBalance;
import hourglass.data.Rows;
import hourglass.data.file.Datasets;
import hourglass.data.file.Npy;
import hourglass.data.file.ReadOptions;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncodeCommandTest {
    @TempDir
    private Path folder;

    private Workshop workshop;

    @BeforeEach
    void open() {
        workshop = new Workshop(folder);
    }

    @Test
    void writesTheCodesThatTheLibraryGives() {
        Path data = workshop.table();
        Path model = workshop.model(data, "--labels", "kind");
        Path codes = folder.resolve("codes.npy");
        Cli.succeed("encode", "--model", model, "--data", data, "--labels", "kind", "-o", codes, "--threads", 1);
        float[] items = Datasets.open(data, ReadOptions.DEFAULT.withLabelColumn("kind"))
                .rows()
                .toArray();
        try (ThreadTeam team = ThreadTeam.of(1)) {
            assertThat(Npy.read(codes, ReadOptions.DEFAULT).rows().toArray())
                    .isEqualTo(ModelFile.read(model)
                            .encode(
                                    Rows.of(
                                            items,
                                            ModelFile.read(model).bareModel().visible()),
                                    team)
                            .values());
        }
    }

    @Test
    void keepsTheNamesOfImagesInOrBesideTheCodes() throws IOException {
        Path pictures = folder.resolve("pictures");
        Cli.succeed("data", "digits", "--count", 12, "-o", pictures);
        Path model = workshop.model(pictures);
        List<String> ids = Datasets.open(pictures, ReadOptions.DEFAULT).ids();

        Path table = folder.resolve("codes.csv");
        Cli.succeed("encode", "--model", model, "--data", pictures, "-o", table);
        assertThat(Datasets.open(table, ReadOptions.DEFAULT.withLabelColumn("label"))
                        .ids())
                .isEqualTo(ids);

        Cli.succeed("encode", "--model", model, "--data", pictures, "-o", folder.resolve("codes.npy"));
        assertThat(Files.readAllLines(folder.resolve("codes-ids.csv")))
                .containsExactlyElementsOf(
                        Stream.concat(Stream.of("id"), ids.stream().map("\"%s\""::formatted))
                                .toList());
    }

    @Test
    void writesBinaryCodesThatAreHalfOnes() {
        Path data = workshop.digits(100);
        Path model = workshop.model(data);
        Path codes = folder.resolve("digits.codes");
        Cli.succeed("encode", "--model", model, "--data", data, "-o", codes);
        BinaryCodes binary = BinaryCodes.open(codes);
        assertThat(binary.count()).isEqualTo(100);
        for (double share : BitBalance.of(binary).shares()) {
            // Thresholds are medians.
            assertThat(share).isBetween(0.45, 0.55);
        }
    }

    @Test
    void writesClassesBesideCodesInCsv() {
        Path data = workshop.table();
        Path model = workshop.model(data, "--labels", "kind");
        Path codes = folder.resolve("codes.csv");
        Cli.succeed("encode", "--model", model, "--data", data, "--labels", "kind", "-o", codes);
        assertThat(codes)
                .content()
                .startsWith("code0,code1,label\n")
                .contains(",oak\n", ",ash\n")
                .hasLineCount(13);
    }

    @Test
    void encodesMoreRowsThanABlockHolds() {
        Path data = workshop.digits(2500);
        Path model = workshop.model(data);
        JsonNode result = Cli.succeed(
                        "encode", "--model", model, "--data", data, "-o", folder.resolve("codes.npy"), "--json")
                .json();
        assertThat(result.get("rows").asInt()).isEqualTo(2500);
        assertThat(result.get("codeSize").asInt()).isEqualTo(2);
        assertThat(Npy.read(folder.resolve("codes.npy"), ReadOptions.DEFAULT)
                        .rows()
                        .count())
                .isEqualTo(2500);
    }

    @Test
    void bringsImagesToTheSizeThatTheModelTakes() {
        Path images = folder.resolve("images");
        Cli.succeed("data", "digits", "--count", 12, "-o", images);
        Path model = workshop.model(images, "--image-size", "8x8");
        Cli.succeed("encode", "--model", model, "--data", images, "-o", folder.resolve("codes.csv"));
        assertThat(folder.resolve("codes.csv")).content().hasLineCount(13);
    }

    @Test
    void scalesDataAsTheTrainingDataWere() {
        Path data = workshop.file("bytes.csv", "0,128,255\n255,0,128\n128,255,0\n");
        Path model = workshop.model(data, "--white", 255);
        assertThat(Cli.succeed("info", model).out()).contains("BERNOULLI");
        Path codes = folder.resolve("codes.npy");
        Cli.succeed("encode", "--model", model, "--data", data, "-o", codes);
        Path sameCodes = folder.resolve("same.npy");
        Cli.succeed("encode", "--model", model, "--data", data, "-o", sameCodes, "--white", 255);
        assertThat(codes).hasSameBinaryContentAs(sameCodes);
    }
}
