package hourglass.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Rows;
import hourglass.data.SparseRows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Network;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordLossTest {
    private static final Rows DOCUMENTS = SparseRows.builder(4)
            .add(new int[] {0, 2}, new float[] {1, 3}, 2)
            .add(new int[0], new float[0], 0)
            .add(new int[] {2}, new float[] {4}, 1)
            .build();

    /** Of probabilities, and of counts, which here are 1 for each word. */
    @ParameterizedTest
    @EnumSource(names = {"SOFTMAX", "EXPONENTIAL"})
    void modelThatKnowsNothingExpectsAllWordsAlike(Activation output) {
        Network network = Network.autoencoder(List.of(4, 2), Activation.TANH, Activation.LINEAR, output, false);
        Autoencoder model = new Autoencoder(network, new float[network.dimension()]);
        try (ThreadTeam team = ThreadTeam.of(2)) {
            assertThat(WordLoss.of(model, DOCUMENTS, team)).isCloseTo(Math.log(4), within(1e-6));
        }
    }

    @Test
    void frequenciesOfTrainingDocumentsForetellWordsOfOthers() {
        // Words come 1, 0, 7 and 0 times out of 8; two documents have any.
        double first = -(Math.log(1.0 / 8) + 3 * Math.log(7.0 / 8)) / 4;
        double second = -Math.log(7.0 / 8);
        assertThat(WordLoss.ofFrequencies(DOCUMENTS, DOCUMENTS)).isCloseTo((first + second) / 2, within(1e-6));
    }

    @Test
    void isUnknownWithoutWords() {
        Rows empty = SparseRows.builder(4).add(new int[0], new float[0], 0).build();
        assertThat(WordLoss.ofFrequencies(DOCUMENTS, empty)).isNaN();
    }
}
