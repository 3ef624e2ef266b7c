package hourglass.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.hashing.BinaryReconstructiveEmbeddings;
import hourglass.hashing.Hasher;
import hourglass.hashing.HashingMethod;
import hourglass.hashing.RandomHyperplanes;
import hourglass.hashing.SignHashing;
import hourglass.hashing.SpectralHashing;
import hourglass.random.Seeds;
import hourglass.train.HashTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of {@link Hasher} in a file. */
class HasherFileTest {
    @TempDir
    private Path folder;

    static Stream<HashingMethod<?>> kinds() {
        return Stream.of(
                SignHashing.ofCentred(),
                RandomHyperplanes.of(5),
                SpectralHashing.of(6),
                BinaryReconstructiveEmbeddings.of(5).withAnchors(3));
    }

    private static Rows rows() {
        SplittableRandom random = Seeds.random(1);
        float[] values = new float[80];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Rows.of(values, 4);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void readsAHasherThatItWrote(HashingMethod<?> method) {
        Path path = folder.resolve("model.safetensors");
        FittedModel model = HashTrainer.of(method).fit(rows());
        model.save(path);
        FittedModel read = FittedModel.load(path);
        assertThat(read.bareModel()).isEqualTo(model.bareModel());
        assertThat(read.thresholds()).isEqualTo(model.thresholds());
        assertThat(read.encode(rows()).values()).isEqualTo(model.encode(rows()).values());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void countsTheNumbersOfAHasher(HashingMethod<?> method) {
        FittedModel model = HashTrainer.of(method).fit(rows());
        int numbers = ModelTensors.of(model.bareModel()).stream()
                .mapToInt(tensor -> tensor.shape().stream().reduce(1, (a, b) -> a * b))
                .sum();
        assertThat(model.description().model().dimension()).isEqualTo(numbers);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void refusesChangedBytes(HashingMethod<?> method) throws IOException {
        Path path = folder.resolve("model.safetensors");
        HashTrainer.of(method).fit(rows()).save(path);
        byte[] good = Files.readAllBytes(path);
        for (int at = 0; at < good.length; at += 7) {
            byte[] bad = good.clone();
            bad[at] ^= 0x10;
            Files.write(path, bad);
            assertThatExceptionOfType(InputException.class).as("byte " + at).isThrownBy(() -> ModelFile.read(path));
        }
    }
}
