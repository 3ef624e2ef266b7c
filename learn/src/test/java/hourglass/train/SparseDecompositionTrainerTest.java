package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import hourglass.data.Rows;
import hourglass.data.Transform;
import hourglass.decomposition.SparseCoder;
import hourglass.eval.ReconstructionError;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.persistence.FittedModel;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On items that are sums of two or three of 24 random atoms in 16 dimensions. */
class SparseDecompositionTrainerTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(2);
    private static final int COLUMNS = 16;
    private static final int ATOMS = 24;
    private static final float[] TRUTH = truth();
    private static final Rows ITEMS = items(4000);

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        TEAM.close();
    }

    private static float[] truth() {
        SplittableRandom random = new SplittableRandom(1);
        float[] atoms = new float[ATOMS * COLUMNS];
        for (int atom = 0; atom < ATOMS; atom++) {
            double squares = 0;
            for (int i = atom * COLUMNS; i < (atom + 1) * COLUMNS; i++) {
                atoms[i] = (float) random.nextGaussian();
                squares += atoms[i] * atoms[i];
            }
            for (int i = atom * COLUMNS; i < (atom + 1) * COLUMNS; i++) {
                atoms[i] /= (float) Math.sqrt(squares);
            }
        }
        return atoms;
    }

    private static Rows items(int count) {
        SplittableRandom random = new SplittableRandom(2);
        float[] items = new float[count * COLUMNS];
        for (int row = 0; row < count; row++) {
            for (int part = 0; part < 2 + row % 2; part++) {
                int atom = random.nextInt(ATOMS);
                double amount = 1 + random.nextDouble();
                for (int i = 0; i < COLUMNS; i++) {
                    items[row * COLUMNS + i] += (float) (amount * TRUTH[atom * COLUMNS + i]);
                }
            }
        }
        return Rows.of(items, COLUMNS);
    }

    private static SparseDecompositionTrainer trainer(double lambda, double alpha, int epochs) {
        return builder(ATOMS).lambda(lambda).alpha(alpha).epochs(epochs).build();
    }

    private static SparseDecompositionTrainer.Builder builder(int... layers) {
        return SparseDecompositionTrainer.builder(layers)
                .transform(new Transform.Identity())
                .learningRate(1e-2)
                .batchSize(50)
                .seed(3);
    }

    private static float[] atoms(Autoencoder model) {
        float[] atoms = new float[ATOMS * COLUMNS];
        System.arraycopy(model.parameters(), model.network().decoder().get(0).weightOffset(), atoms, 0, atoms.length);
        return atoms;
    }

    @Test
    void sparseCodingFindsTheAtomsThatItemsWereMadeOf() {
        float[] found =
                atoms(trainer(0.1, 0, 10).fit(ITEMS, Listener.NONE, null, TEAM).bareModel(Autoencoder.class));
        int recovered = 0;
        for (int truth = 0; truth < ATOMS; truth++) {
            double best = 0;
            for (int atom = 0; atom < ATOMS; atom++) {
                double cosine = 0;
                for (int i = 0; i < COLUMNS; i++) {
                    cosine += (double) TRUTH[truth * COLUMNS + i] * found[atom * COLUMNS + i];
                }
                best = Math.max(best, Math.abs(cosine));
            }
            recovered += best > 0.95 ? 1 : 0;
        }
        assertThat(recovered).isGreaterThanOrEqualTo(20);
    }

    @Test
    void learnsAnEncoderThatPredictsTheCodes() {
        FittedModel outcome = trainer(0.1, 0.5, 10).fit(ITEMS, Listener.NONE, null, TEAM);
        List<Double> losses = outcome.fit().stages().get(0).trainingLosses();
        assertThat(losses.get(9)).isLessThan(0.6 * losses.get(0));
        double energy = 0;
        for (float value : ITEMS.toArray()) {
            energy += value * value / (double) ITEMS.count();
        }
        assertThat(ReconstructionError.squared(outcome.bareModel(Autoencoder.class), ITEMS, TEAM))
                .isLessThan(0.2 * energy);
    }

    @Test
    void predictedCodesTellAsMuchOfTheDataAsOptimalOnes() {
        Autoencoder model =
                trainer(0.5, 2, 5).fit(ITEMS, Listener.NONE, null, TEAM).bareModel(Autoencoder.class);
        float[] items = ITEMS.toArray();
        float[] optimal = SparseCoder.codes(atoms(model), COLUMNS, items, 0.5, true, TEAM);
        assertThat(squaredError(model, items, model.encode(items, TEAM)))
                .isCloseTo(squaredError(model, items, optimal), withinPercentage(0.1));
    }

    @Test
    void predictedCodesThatCannotTellAsMuchAreScaledToTellTheMost() {
        Autoencoder model =
                trainer(0.1, 0.5, 5).fit(ITEMS, Listener.NONE, null, TEAM).bareModel(Autoencoder.class);
        float[] items = ITEMS.toArray();
        float[] codes = model.encode(items, TEAM);
        double least = squaredError(model, items, codes);
        for (float factor : new float[] {0.97f, 1.03f}) {
            float[] scaled = codes.clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] *= factor;
            }
            assertThat(squaredError(model, items, scaled)).isGreaterThan(least);
        }
    }

    private static double squaredError(Autoencoder model, float[] items, float[] codes) {
        float[] back = model.decode(codes, TEAM);
        double sum = 0;
        for (int i = 0; i < items.length; i++) {
            sum += (double) (items[i] - back[i]) * (items[i] - back[i]);
        }
        return sum;
    }

    @Test
    void theDecoderIsADictionaryOfAtomsOfNormOne() {
        Autoencoder model =
                trainer(0.1, 0.5, 1).fit(ITEMS, Listener.NONE, null, TEAM).bareModel(Autoencoder.class);
        float[] atoms = atoms(model);
        for (int atom = 0; atom < ATOMS; atom++) {
            double squares = 0;
            for (int i = atom * COLUMNS; i < (atom + 1) * COLUMNS; i++) {
                squares += (double) atoms[i] * atoms[i];
            }
            assertThat(squares).isCloseTo(1, within(1e-5));
        }
        assertThat(model.decode(new float[ATOMS], TEAM)).containsOnly(0f);
    }

    @Test
    void resumesFromItsCheckpointToTheSameBits() {
        SparseDecompositionTrainer trainer = builder(30, ATOMS)
                .codeActivation(Activation.LINEAR)
                .alpha(0.5)
                .epochs(2)
                .build();
        float[] whole = trainer.fit(ITEMS, Listener.NONE, null, TEAM)
                .bareModel(Autoencoder.class)
                .parameters();
        Path checkpoint = folder.resolve("run.checkpoint");
        Listener stopping = step -> !(step.epoch() == 2 && step.batch() == 7);
        assertThatThrownBy(() -> trainer.fit(ITEMS, stopping, checkpoint, TEAM)).isInstanceOf(StoppedException.class);
        assertThat(trainer.fit(ITEMS, Listener.NONE, checkpoint, TEAM)
                        .bareModel(Autoencoder.class)
                        .parameters())
                .isEqualTo(whole);
        assertThat(trainer.fit(ITEMS, Listener.NONE, checkpoint, TEAM)
                        .bareModel(Autoencoder.class)
                        .parameters())
                .as("taken from the finished checkpoint")
                .isEqualTo(whole);
    }

    @Test
    void aRefinedEncoderPredictsCodesOfALowerObjectiveInTheSameDictionary() {
        SparseDecompositionTrainer.Builder builder =
                builder(ATOMS).lambda(0.5).alpha(2).epochs(5);
        Autoencoder scaled =
                builder.build().fit(ITEMS, Listener.NONE, null, TEAM).bareModel(Autoencoder.class);
        Autoencoder refined = builder.refinementEpochs(5)
                .build()
                .fit(ITEMS, Listener.NONE, null, TEAM)
                .bareModel(Autoencoder.class);
        assertThat(atoms(refined)).containsExactly(atoms(scaled), within(1e-6f));
        float[] best = SparseCoder.codes(atoms(scaled), COLUMNS, ITEMS.toArray(), 0.5, true, TEAM);
        double least = objective(scaled, best);
        assertThat(objective(refined, refined.encode(ITEMS.toArray(), TEAM)) - least)
                .isLessThan(0.8 * (objective(scaled, scaled.encode(ITEMS.toArray(), TEAM)) - least));
    }

    private static double objective(Autoencoder model, float[] codes) {
        double sum = 0.5 * squaredError(model, ITEMS.toArray(), codes);
        for (float one : codes) {
            sum += 0.5 * Math.abs(one);
        }
        return sum;
    }

    @Test
    void resumesARefinementToTheSameBits() {
        SparseDecompositionTrainer trainer =
                builder(ATOMS).alpha(0.5).epochs(1).refinementEpochs(2).build();
        float[] whole = trainer.fit(ITEMS, Listener.NONE, null, TEAM)
                .bareModel(Autoencoder.class)
                .parameters();
        Path checkpoint = folder.resolve("refinement.checkpoint");
        Listener stopping = step -> !(step.stage().startsWith("prediction") && step.batch() == 7);
        assertThatThrownBy(() -> trainer.fit(ITEMS, stopping, checkpoint, TEAM)).isInstanceOf(StoppedException.class);
        assertThat(trainer.fit(ITEMS, Listener.NONE, checkpoint, TEAM)
                        .bareModel(Autoencoder.class)
                        .parameters())
                .isEqualTo(whole);
    }

    @Test
    void refusesAPriceOfNothing() {
        assertThatThrownBy(
                        () -> SparseDecompositionTrainer.builder(10).lambda(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lambda (0.0)");
    }
}
