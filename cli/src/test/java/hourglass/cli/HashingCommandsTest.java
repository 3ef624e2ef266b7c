package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.codes.BinaryCodes;
import hourglass.data.Matrix;
import hourglass.data.file.Npy;
import hourglass.persistence.FittedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hash functions, trained and used by the command. */
class HashingCommandsTest {
    @TempDir
    private Path folder;

    private Path digits;
    private Path model;

    @BeforeEach
    void open() {
        digits = new Workshop(folder).digits(120);
        model = folder.resolve("hash.safetensors");
    }

    private Cli.Result train(Object... options) {
        List<Object> command =
                new ArrayList<>(List.of("train", "--data", digits, "-o", model, "--report", "none", "--threads", 1));
        command.addAll(List.of(options));
        return Cli.run(command.toArray());
    }

    @ParameterizedTest
    @CsvSource({"lsh,96", "rotation,32", "itq,32", "cca-itq,32", "spectral,32", "bre,16", "mlh,16"})
    void encodesDataAsBits(String kind, int bits) {
        Cli.Result result = train("--model", kind, "--bits", bits);
        assertThat(result.exit()).as(result.err()).isZero();
        assertThat(result.out()).contains("vote for a wrong class");
        Path codes = folder.resolve("digits.codes");
        Cli.succeed("encode", "--model", model, "--data", digits, "-o", codes);
        BinaryCodes encoded = BinaryCodes.open(codes);
        assertThat(encoded.bits()).isEqualTo(bits);
        assertThat(encoded.count()).isEqualTo(120);
    }

    @Test
    void takesTheSignsOfColumns() {
        Path vectors = folder.resolve("vectors.npy");
        Npy.write(vectors, new Matrix(new float[] {1, -1, 0, -2, 2, 3}, 3));
        Path codes = folder.resolve("signs.codes");
        Cli.succeed("train", "--model", "sign", "--data", vectors, "-o", model, "--report", "none");
        Cli.succeed("encode", "--model", model, "--data", vectors, "-o", codes);
        assertThat(BinaryCodes.open(codes).code(0)).containsExactly(0b001L);
        assertThat(BinaryCodes.open(codes).code(1)).containsExactly(0b110L);
    }

    @Test
    void keepsTheSeed() {
        assertThat(train("--model", "lsh", "--bits", 8, "--seed", 5).exit()).isZero();
        FittedModel first = FittedModel.load(model);
        assertThat(first.fit().seed()).isEqualTo(5);
        assertThat(train("--model", "lsh", "--bits", 8, "--seed", 6).exit()).isZero();
        assertThat(FittedModel.load(model).bareModel()).isNotEqualTo(first.bareModel());
    }

    @ParameterizedTest
    @CsvSource({
        "--model pca --bits 8,--bits: is for hash functions",
        "--model sign --bits 8,--bits: is not for --model sign",
        "--model itq --bits 0,--bits: cannot be 0",
        "--model itq --resume,--resume: is not for --model itq",
        "--model rotation --bits 500000,--bits: cannot be 500000"
    })
    void refusesOptionsThatDoNotFit(String options, String message) {
        Cli.Result result = train((Object[]) options.split(" "));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains(message);
    }

    @Test
    void refusesToCorrelateWithClassesThatAreNotThere() {
        Path vectors = folder.resolve("vectors.npy");
        Npy.write(vectors, new Matrix(new float[60], 3));
        Cli.Result result = Cli.run("train", "--model", "cca-itq", "--data", vectors, "-o", model, "--report", "none");
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("no two classes", "use a method without labels, such as itq");
    }
}
