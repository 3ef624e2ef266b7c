package hourglass.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bits of files are flipped (as often as the property {@code hourglass.flips} says): a file that is not refused when it is
 * opened or verified gives the answers of the undamaged one.
 */
class CodeDamageTest {
    private static final int FLIPS = Integer.getInteger("hourglass.flips", 100);

    @TempDir
    private Path folder;

    static List<HammingIndex> indexes() {
        return List.of(
                LinearScan.of(Samples.clustered(70, 60, 3, 0.1, 1)),
                AddressTable.of(Samples.clustered(20, 60, 3, 0.1, 1)),
                MultiIndexHashing.of(Samples.clustered(96, 60, 3, 0.1, 1)));
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void aDamagedFileIsRefusedOrAnswersTheSame(HammingIndex index) throws IOException {
        Path file = folder.resolve("damaged.codes");
        index.write(file);
        byte[] whole = Files.readAllBytes(file);
        List<Object> answers = answers(index, index.codes());
        Random random = new Random(2);
        int refused = 0;
        for (int flip = 0; flip < FLIPS; flip++) {
            byte[] damaged = whole.clone();
            int at = random.nextInt(whole.length);
            damaged[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            Files.write(file, damaged);
            try {
                BinaryCodes.verify(file);
            } catch (CodeFileException e) {
                assertThat(e).as("byte %d", at).hasMessageStartingWith(file + ": ");
                assertThat(e.getMessage()).hasLineCount(1);
                refused++;
                continue;
            }
            assertThat(answers(HammingIndex.open(file), index.codes()))
                    .as("byte %d", at)
                    .isEqualTo(answers);
        }
        assertThat(refused).isPositive();
    }

    /** A search without a check ends, with answers or with a failure that the damage explains. */
    @ParameterizedTest
    @MethodSource("indexes")
    void aSearchInADamagedFileEnds(HammingIndex index) throws IOException {
        Path file = folder.resolve("damaged.codes");
        index.write(file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(3);
        for (int flip = 0; flip < FLIPS; flip++) {
            byte[] damaged = whole.clone();
            damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            Files.write(file, damaged);
            try {
                assertThat(answers(HammingIndex.open(file), index.codes())).isNotEmpty();
            } catch (CodeFileException | IndexOutOfBoundsException e) {
                assertThatExceptionOfType(CodeFileException.class).isThrownBy(() -> BinaryCodes.verify(file));
            }
        }
    }

    private static List<Object> answers(HammingIndex index, BinaryCodes queries) {
        Neighbors[] nearest = index.nearest(queries, 3, 1);
        Neighbors[] within = index.within(queries, 4, 1);
        return IntStream.range(0, queries.count())
                .<Object>mapToObj(i -> List.of(BruteForce.of(nearest[i]), BruteForce.of(within[i])))
                .toList();
    }
}
