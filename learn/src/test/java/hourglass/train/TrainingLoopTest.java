package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import hourglass.data.Batch;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Activation;
import hourglass.network.Network;
import hourglass.objective.Contraction;
import hourglass.objective.Corruption;
import hourglass.objective.Emphasis;
import hourglass.objective.Likelihood;
import hourglass.objective.Objective;
import hourglass.objective.Reconstruction;
import hourglass.objective.Regularization;
import hourglass.objective.Sparsity;
import hourglass.optim.Adam;
import hourglass.optim.ConjugateGradients;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.GradientFunction;
import hourglass.optim.Lbfgs;
import hourglass.optim.Optimizer;
import hourglass.optim.Schedule;
import hourglass.optim.Sgd;
import hourglass.persistence.StopReason;
import hourglass.similarity.AugmentedObjective;
import hourglass.similarity.ImageViews;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrainingLoopTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(2);
    private static final Rows DIGITS = PenDigits.of(300, 5).rows();
    private static final Rows HELD_OUT = PenDigits.of(60, 6).rows();
    private static final Network NETWORK =
            Network.autoencoder(List.of(784, 32, 8), Activation.TANH, Activation.LINEAR, Activation.SIGMOID, false);
    private static final TrainingOptions OPTIONS = new TrainingOptions(3, 64, new Schedule.Cosine(0.1), 9, 0);

    @AfterAll
    static void close() {
        TEAM.close();
    }

    private static TrainingLoop<DifferentiableFunction> training(
            Optimizer<? super DifferentiableFunction> optimizer, TrainingOptions options) {
        return new TrainingLoop<>(
                "digits",
                new Reconstruction(
                        NETWORK,
                        Likelihood.BERNOULLI,
                        Regularization.NONE.withWeightCost(1e-5),
                        options.batchSize(),
                        TEAM),
                optimizer,
                WeightInitializer.GLOROT.parameters(NETWORK, 3),
                DIGITS,
                HELD_OUT,
                options);
    }

    static Stream<Optimizer<? super DifferentiableFunction>> optimizers() {
        return Stream.of(
                Adam.of(1e-3),
                Sgd.of(0.01, 0.9),
                ConjugateGradients.of(),
                Lbfgs.of().withIterations(3),
                Lbfgs.of().withIterations(2).keepingHistory());
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void resumedRunEqualsUninterruptedRunBitForBit(Optimizer<? super DifferentiableFunction> optimizer) {
        TrainingOptions options = new TrainingOptions(3, 64, new Schedule.Cosine(0.1), 9, 2);
        TrainingLoop<DifferentiableFunction> whole = training(optimizer, options);
        whole.run(Listener.NONE);

        TrainingLoop<DifferentiableFunction> begun = training(optimizer, options);
        // In the middle of the second epoch.
        assertThat(begun.run(step -> step.epoch() < 2 || step.batch() < 3)).isEqualTo(StopReason.INTERRUPTED);
        TrainingLoop<DifferentiableFunction> resumed = training(optimizer, options);
        resumed.resume(copy(begun.state()));
        resumed.run(Listener.NONE);

        assertThat(resumed.parameters()).isEqualTo(whole.parameters());
        assertThat(resumed.history())
                .usingRecursiveComparison()
                .ignoringFields("seconds")
                .isEqualTo(whole.history());
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "9, 3", "10, 4", "100, 34"})
    void fewRowsTakeMoreEpochs(int leastSteps, int epochs) {
        TrainingOptions options = new TrainingOptions(3, leastSteps, 64, new Schedule.Constant(), 1, 0);
        assertThat(options.epochs(3 * 64 - 1)).isEqualTo(epochs);
    }

    private static TrainingState copy(TrainingState state) {
        Map<String, float[]> vectors = new HashMap<>();
        state.vectors().forEach((name, vector) -> vectors.put(name, vector.clone()));
        return new TrainingState(
                state.epoch(),
                state.position(),
                state.lossSum(),
                state.firstLoss(),
                state.bestLoss(),
                state.bestEpoch(),
                state.optimizerSteps(),
                state.history(),
                vectors);
    }

    @Test
    void sameSeedGivesTheSameBitsAndAnotherSeedDoesNot() {
        TrainingLoop<DifferentiableFunction> first = training(Adam.of(1e-3), OPTIONS);
        TrainingLoop<DifferentiableFunction> second = training(Adam.of(1e-3), OPTIONS);
        TrainingLoop<DifferentiableFunction> other =
                training(Adam.of(1e-3), new TrainingOptions(3, 64, new Schedule.Cosine(0.1), 10, 0));
        Stream.of(first, second, other).forEach(run -> run.run(Listener.NONE));
        assertThat(second.parameters()).isEqualTo(first.parameters());
        assertThat(other.parameters()).isNotEqualTo(first.parameters());
    }

    @Test
    void lossFallsEpochByEpoch() {
        TrainingLoop<DifferentiableFunction> run = training(Adam.of(1e-3), OPTIONS);
        assertThat(run.run(Listener.NONE)).isEqualTo(StopReason.FINISHED);
        List<Double> losses = run.history().stream().map(Epoch::validationLoss).toList();
        assertThat(losses).hasSize(3).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void stopsWithoutImprovementAndReturnsToTheBest() {
        // A rate this high soon makes the held-out loss worse.
        TrainingLoop<DifferentiableFunction> run =
                training(Adam.of(0.3), new TrainingOptions(200, 64, new Schedule.Constant(), 1, 2));
        assertThat(run.run(Listener.NONE)).isEqualTo(StopReason.NO_IMPROVEMENT);
        double best =
                run.history().stream().mapToDouble(Epoch::validationLoss).min().orElseThrow();
        Batch batch = new Batch(60, 784);
        batch.fill(HELD_OUT, 0, 60);
        double now = new Reconstruction(
                        NETWORK, Likelihood.BERNOULLI, Regularization.NONE.withWeightCost(1e-5), 60, TEAM)
                .bind(batch, 0)
                .value(run.parameters());
        assertThat(now).isCloseTo(best, org.assertj.core.data.Percentage.withPercentage(0.01));
    }

    @Test
    void divergenceSaysWhereAndWhatToDo() {
        TrainingLoop<DifferentiableFunction> run =
                training(Sgd.of(1e9, 0.9), new TrainingOptions(50, 64, new Schedule.Constant(), 1, 0));
        assertThatThrownBy(() -> run.run(Listener.NONE))
                .isInstanceOf(DivergenceException.class)
                .hasMessageContaining("digits diverged in epoch")
                .hasMessageContaining("lower the learning rate");
    }

    @Test
    void listenerHearsOfEveryBatchAndEpoch() {
        List<Step> steps = new ArrayList<>();
        List<Epoch> epochs = new ArrayList<>();
        training(Adam.of(1e-3), OPTIONS).run(new Listener() {
            @Override
            public boolean onStep(Step step) {
                return steps.add(step);
            }

            @Override
            public void onEpoch(String stage, Epoch epoch) {
                epochs.add(epoch);
            }
        });
        assertThat(steps).hasSize(15);
        assertThat(steps.get(14))
                .extracting(Step::epoch, Step::batch, Step::batches)
                .containsExactly(3, 5, 5);
        assertThat(epochs).extracting(Epoch::number).containsExactly(1, 2, 3);
    }

    static Stream<Objective<DifferentiableFunction>> objectives() {
        ImageViews views = new ImageViews(new ImageShape(28, 28, 1), 1, 10, 0.1, 0.1, 1, 0.5, 0.5, 0.1, 0.1);
        return Stream.of(
                reconstruction(Regularization.NONE),
                reconstruction(Regularization.of(new Corruption.Masking(0.2)).with(new Emphasis(1, 0.5))),
                reconstruction(Regularization.of(new Contraction.Exact(0.1)).withWeightCost(1e-5)),
                reconstruction(
                        Regularization.of(new Contraction.Stochastic(0.1, 0.1)).with(new Sparsity.L1(0.1))),
                new AugmentedObjective<>(reconstruction(Regularization.NONE), views, 64, TEAM));
    }

    private static Reconstruction reconstruction(Regularization regularization) {
        return new Reconstruction(NETWORK, Likelihood.BERNOULLI, regularization, 64, TEAM);
    }

    @ParameterizedTest
    @MethodSource("objectives")
    void stepAllocatesNothing(Objective<DifferentiableFunction> objective) {
        Batch batch = new Batch(64, 784);
        batch.fill(DIGITS, 0, 64);
        float[] parameters = WeightInitializer.GLOROT.parameters(NETWORK, 3);
        Optimizer.State<GradientFunction> adam = Adam.of(1e-3).start(NETWORK.dimension(), NETWORK.weightCount());
        for (int i = 0; i < 200; i++) {
            adam.step(objective.bind(batch, i), parameters, 1);
        }
        long[] threads = teamThreads();
        long before = allocated(threads);
        for (int i = 0; i < 100; i++) {
            adam.step(objective.bind(batch, i), parameters, 1);
        }
        // The measurement itself takes a few thousand bytes; one activation of this step would be 200,000.
        assertThat(allocated(threads) - before).isLessThan(20_000);
    }

    /** Bytes so far, by these threads together. */
    private static long allocated(long[] threads) {
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long sum = 0;
        for (long bytes : bean.getThreadAllocatedBytes(threads)) {
            sum += bytes;
        }
        return sum;
    }

    private static long[] teamThreads() {
        return Stream.concat(
                        Stream.of(Thread.currentThread()),
                        Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> thread.getName().startsWith("hourglass-team")))
                .mapToLong(Thread::getId)
                .toArray();
    }
}
