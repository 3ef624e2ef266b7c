package hourglass.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.matrix.Blas;
import hourglass.matrix.ThreadTeam;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HashingMethodTest {
    static Stream<HashingMethod<?>> methods() {
        return Stream.of(
                SignHashing.of(),
                SignHashing.ofCentred(),
                RandomHyperplanes.of(70),
                RandomRotation.of(6),
                IterativeQuantization.of(6),
                CcaIterativeQuantization.of(20),
                SpectralHashing.of(20),
                BinaryReconstructiveEmbeddings.of(20),
                BinaryReconstructiveEmbeddings.of(20).withLabels(),
                MinimalLossHashing.of(20).withEpochs(1),
                MinimalLossHashing.of(20).withEpochs(1).withLabels());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void givesTheSameBitsForARowAloneAsForAllRows(HashingMethod<?> method) {
        Rows data = Vectors.classes(300, 8, 3, 1);
        Hasher hasher = method.fit(data);
        BinaryCodes all = hasher.binaryCodes(data);
        int different = 0;
        for (int row = 0; row < 300; row++) {
            BinaryCodes alone = hasher.binaryCodes(data.slice(row, row + 1));
            different += all.distance(row, alone.code(0));
        }
        // A number so near 0 that the order of a sum decides over its sign is rare.
        assertThat(different).isLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void setsABitWhereTheNumberIsAboveZero(HashingMethod<?> method) {
        Rows data = Vectors.classes(60, 8, 3, 1);
        Hasher hasher = method.fit(data);
        BinaryCodes codes = hasher.binaryCodes(data);
        float[] numbers = hasher.encode(data.toArray());
        for (int i = 0; i < numbers.length; i++) {
            assertThat(codes.bit(i / hasher.codeSize(), i % hasher.codeSize())).isEqualTo(numbers[i] > 0);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void fitsTheSameAgain(HashingMethod<?> method) {
        Rows data = Vectors.classes(120, 8, 3, 1);
        try (ThreadTeam team = ThreadTeam.of(2)) {
            assertThat(method.fit(data, team)).isEqualTo(method.fit(data, team));
        }
    }

    @Test
    void rotationsAreOrthogonal() {
        float[] directions =
                RandomRotation.of(12).fit(Vectors.normal(20, 12, 1)).directions();
        float[] products = new float[144];
        Blas.multiplyTransposed(12, 12, 12, directions, 0, 12, directions, 0, 12, 0, products, 0, 12);
        for (int i = 0; i < products.length; i++) {
            assertThat(products[i]).isCloseTo(i % 13 == 0 ? 1 : 0, within(1e-5f));
        }
    }

    /** Charikar's theorem: two vectors at an angle of 60 degrees differ in a third of the bits. */
    @Test
    void hyperplanesSeparateVectorsByTheirAngle() {
        Rows pair = Rows.of(new float[] {3, 0, 0.5f, (float) Math.sqrt(0.75)}, 2);
        BinaryCodes codes =
                RandomHyperplanes.of(512).withCentred(false).fit(pair).binaryCodes(pair);
        // Within four deviations of a binomial count.
        assertThat(codes.distance(0, codes.code(1))).isCloseTo(512 / 3, within(43));
    }

    @Test
    void codesAVectorOfZerosAsZerosAroundZero() {
        Rows data = Rows.of(new float[] {0, 0, 0, 1, 2, 3}, 3);
        for (HashingMethod<?> method : new HashingMethod<?>[] {
            SignHashing.of(),
            RandomHyperplanes.of(10).withCentred(false),
            RandomRotation.of(3).withCentred(false)
        }) {
            assertThat(method.fit(data).binaryCodes(data).code(0)).containsOnly(0L);
        }
    }

    @Test
    void refusesMoreOrthogonalDirectionsThanColumns() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> RandomRotation.of(9).fit(Vectors.normal(20, 8, 1)))
                .withMessageContaining("ask for at most 8");
    }
}
