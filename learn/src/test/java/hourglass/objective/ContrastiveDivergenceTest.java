package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import hourglass.optim.GradientFunction;
import hourglass.optim.Optimizer;
import hourglass.optim.Sgd;
import hourglass.random.CounterRandom;
import hourglass.random.Seeds;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContrastiveDivergenceTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(2);

    @ParameterizedTest
    @CsvSource({"1, BERNOULLI, BERNOULLI", "2, BERNOULLI, GAUSSIAN", "3, GAUSSIAN, BERNOULLI"})
    void oneStepFollowsItsRecipe(int threads, Units visibleUnits, Units hiddenUnits) {
        RbmShape shape = new RbmShape(70, 41, visibleUnits, hiddenUnits);
        Rbm rbm = random(shape, 0.3, 1);
        Batch batch = batch(random(shape.visible() * 23, 2), shape.visible());
        float[] gradient = new float[shape.dimension()];
        double error = new ContrastiveDivergence(shape, 1, 30, ThreadTeam.of(threads))
                .bind(batch, 3)
                .gradient(rbm.parameters(), VectorSink.into(gradient));

        float[] expected = new float[shape.dimension()];
        float[] hidden = rbm.encode(batch.values());
        float[] states = new float[hidden.length];
        hiddenUnits.sample(CounterRandom.key(3, 0), 0, hidden, 0, states, 0, states.length);
        float[] reconstruction = rbm.decode(states);
        addStatistics(shape, batch.values(), hidden, -1.0 / 23, expected);
        addStatistics(shape, reconstruction, rbm.encode(reconstruction), 1.0 / 23, expected);
        assertThat(gradient).containsExactly(expected, within(1e-4f));
        assertThat(error).isCloseTo(squaredDistance(batch.values(), reconstruction) / 23, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource({"BERNOULLI, BERNOULLI", "BERNOULLI, GAUSSIAN", "GAUSSIAN, BERNOULLI"})
    void longChainsGiveTheGradientOfTheLikelihood(Units visibleUnits, Units hiddenUnits) {
        Rbm rbm = random(new RbmShape(4, 3, visibleUnits, hiddenUnits), 0.7, 4);
        Batch batch = fourItemsRepeated(20_000);
        float[] gradient = new float[rbm.shape().dimension()];
        new ContrastiveDivergence(rbm.shape(), 40, batch.rows(), TEAM)
                .bind(batch, 5)
                .gradient(rbm.parameters(), VectorSink.into(gradient));
        // A statistic v h has a standard deviation below 2, so its mean over the chains one below 0.015.
        assertThat(gradient).containsExactly(exactGradient(rbm, batch), within(0.06f));
    }

    @Test
    void persistentChainsComeToGiveTheGradientOfTheLikelihood() {
        Rbm rbm = random(RbmShape.bernoulli(4, 3), 1.5, 6);
        Batch batch = fourItemsRepeated(400);
        ContrastiveDivergence objective = ContrastiveDivergence.persistent(rbm.shape(), 1, 20_000, 400, TEAM);
        float[] gradient = new float[rbm.shape().dimension()];
        for (int step = 0; step < 40; step++) {
            objective.bind(batch, step).gradient(rbm.parameters(), VectorSink.into(gradient));
        }
        // The mean of 20,000 numbers in 0..1 has a standard deviation below 0.0036.
        assertThat(gradient).containsExactly(exactGradient(rbm, batch), within(0.02f));
    }

    @Test
    void resumedPersistentChainsGoOnToTheSameBits() {
        RbmShape shape = RbmShape.bernoulli(20, 10);
        Batch batch = batch(random(20 * 8, 7), 20);
        ContrastiveDivergence whole = ContrastiveDivergence.persistent(shape, 2, 6, 8, TEAM);
        float[] uninterrupted = random(shape, 0.1, 8).parameters();
        descend(whole, batch, uninterrupted, 0, 10);

        ContrastiveDivergence first = ContrastiveDivergence.persistent(shape, 2, 6, 8, TEAM);
        float[] resumed = random(shape, 0.1, 8).parameters();
        descend(first, batch, resumed, 0, 5);
        ContrastiveDivergence second = ContrastiveDivergence.persistent(shape, 2, 6, 8, TEAM);
        float[] saved = first.vectors().get(0);
        System.arraycopy(saved, 0, second.vectors().get(0), 0, saved.length);
        descend(second, batch, resumed, 5, 10);
        assertThat(resumed).isEqualTo(uninterrupted);
    }

    @Test
    void chainsFromTheDataAccumulateNothing() {
        assertThat(new ContrastiveDivergence(RbmShape.bernoulli(4, 3), 1, 10, TEAM).vectors())
                .isEmpty();
    }

    @Test
    void sameSeedGivesTheSameBitsAndAnotherOthers() {
        RbmShape shape = RbmShape.bernoulli(50, 30);
        Rbm rbm = random(shape, 0.1, 9);
        Batch batch = batch(random(50 * 40, 10), 50);
        ContrastiveDivergence objective = new ContrastiveDivergence(shape, 3, 40, TEAM);
        float[] once = gradient(objective.bind(batch, 11), rbm);
        float[] other = gradient(objective.bind(batch, 12), rbm);
        float[] again = gradient(objective.bind(batch, 11), rbm);
        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }

    @Test
    void smallerBatchAfterALargerOneIsThatBatchAlone() {
        RbmShape shape = RbmShape.bernoulli(50, 30);
        Rbm rbm = random(shape, 0.1, 13);
        Batch large = batch(random(50 * 40, 14), 50);
        Batch small = batch(random(50 * 7, 15), 50);
        ContrastiveDivergence used = new ContrastiveDivergence(shape, 1, 40, TEAM);
        gradient(used.bind(large, 16), rbm);
        ContrastiveDivergence fresh = new ContrastiveDivergence(shape, 1, 40, TEAM);
        assertThat(gradient(used.bind(small, 16), rbm)).isEqualTo(gradient(fresh.bind(small, 16), rbm));
    }

    @Test
    void trainingMakesBarsAndStripesLikely() {
        RbmShape shape = RbmShape.bernoulli(9, 8);
        float[] items = barsAndStripes();
        Batch batch = batch(items, 9);
        float[] parameters = random(shape, 0.05, 17).parameters();
        double before = meanLogLikelihood(new Rbm(shape, parameters), items);
        ContrastiveDivergence objective = ContrastiveDivergence.persistent(shape, 1, 100, batch.rows(), TEAM);
        Optimizer.State<GradientFunction> optimizer = Sgd.of(0.1, 0.5)
                .start(objective.layout().dimension(), objective.layout().weightCount());
        for (int step = 0; step < 4000; step++) {
            optimizer.step(objective.bind(batch, step), parameters, 1 - step / 4000.0);
        }
        // At best each of the 14 patterns has a 14th of the probability: log likelihood -2.64. Chance is -6.24.
        assertThat(before).isLessThan(-6);
        assertThat(meanLogLikelihood(new Rbm(shape, parameters), items)).isGreaterThan(-3.1);
    }

    @Test
    void stepAllocatesNothing() {
        RbmShape shape = new RbmShape(50, 30, Units.GAUSSIAN, Units.BERNOULLI);
        float[] parameters = random(shape, 0.1, 18).parameters();
        Batch batch = batch(random(50 * 20, 19), 50);
        ContrastiveDivergence objective = new ContrastiveDivergence(shape, 2, 20, ThreadTeam.of(1));
        Optimizer.State<GradientFunction> optimizer = Sgd.of(0.001, 0.9)
                .start(objective.layout().dimension(), objective.layout().weightCount());
        optimizer.step(objective.bind(batch, 0), parameters, 1);
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int step = 1; step <= 1000; step++) {
            optimizer.step(objective.bind(batch, step), parameters, 1);
        }
        // Not quite 0: the call that reads the counter allocates.
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
    }

    @Test
    void refusesABatchOfAnotherShape() {
        ContrastiveDivergence objective = new ContrastiveDivergence(RbmShape.bernoulli(4, 3), 1, 10, TEAM);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objective.bind(batch(new float[10], 5), 0))
                .withMessage("a batch of 2 rows x 5 columns, for 1..10 rows x 4 columns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> objective.bind(batch(new float[44], 4), 0))
                .withMessageContaining("11 rows");
    }

    @Test
    void refusesChainsWithoutSteps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ContrastiveDivergence(RbmShape.bernoulli(4, 3), 0, 10, TEAM))
                .withMessageContaining("not 0 and 10");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContrastiveDivergence.persistent(RbmShape.bernoulli(4, 3), 1, 0, 10, TEAM))
                .withMessageContaining("not 0");
    }

    private static void descend(ContrastiveDivergence objective, Batch batch, float[] parameters, int from, int to) {
        for (int step = from; step < to; step++) {
            GradientFunction function = objective.bind(batch, step);
            Sgd.of(0.1, 0).start(function.dimension(), function.weightCount()).step(function, parameters, 1);
        }
    }

    private static float[] gradient(GradientFunction function, Rbm rbm) {
        float[] gradient = new float[function.dimension()];
        function.gradient(rbm.parameters(), VectorSink.into(gradient));
        return gradient;
    }

    /** Adds the weighted statistics v h', v and h, summed over rows. */
    private static void addStatistics(RbmShape shape, float[] visible, float[] hidden, double weight, float[] target) {
        int n = shape.visible();
        int m = shape.hidden();
        for (int row = 0; row < visible.length / n; row++) {
            for (int i = 0; i < n; i++) {
                target[shape.visibleBiasOffset() + i] += (float) (weight * visible[row * n + i]);
                for (int j = 0; j < m; j++) {
                    target[i * m + j] += (float) (weight * visible[row * n + i] * hidden[row * m + j]);
                }
            }
            for (int j = 0; j < m; j++) {
                target[shape.hiddenBiasOffset() + j] += (float) (weight * hidden[row * m + j]);
            }
        }
    }

    /** The gradient of the mean -log p(v), by summing over all states of a Bernoulli layer. */
    private static float[] exactGradient(Rbm rbm, Batch batch) {
        RbmShape shape = rbm.shape();
        float[] gradient = new float[shape.dimension()];
        float[] data = Arrays.copyOf(batch.values(), batch.rows() * shape.visible());
        addStatistics(shape, data, rbm.encode(data), -1.0 / batch.rows(), gradient);
        boolean overVisible = shape.visibleUnits() == Units.BERNOULLI;
        Rbm summed = overVisible ? rbm : transposed(rbm);
        float[] states = allStates(summed.visible());
        double[] p = probabilities(summed, states);
        int n = summed.visible();
        for (int s = 0; s < p.length; s++) {
            float[] state = Arrays.copyOfRange(states, s * n, (s + 1) * n);
            float[] visible = overVisible ? state : rbm.decode(state);
            float[] hidden = overVisible ? rbm.encode(state) : state;
            addStatistics(shape, visible, hidden, p[s], gradient);
        }
        return gradient;
    }

    private static Rbm transposed(Rbm rbm) {
        RbmShape shape = rbm.shape();
        RbmShape swapped = new RbmShape(shape.hidden(), shape.visible(), shape.hiddenUnits(), shape.visibleUnits());
        float[] w = new float[shape.dimension()];
        for (int i = 0; i < shape.visible(); i++) {
            w[swapped.hiddenBiasOffset() + i] = rbm.parameters()[shape.visibleBiasOffset() + i];
            for (int j = 0; j < shape.hidden(); j++) {
                w[j * shape.visible() + i] = rbm.parameters()[i * shape.hidden() + j];
                w[swapped.visibleBiasOffset() + j] = rbm.parameters()[shape.hiddenBiasOffset() + j];
            }
        }
        return new Rbm(swapped, w);
    }

    private static double meanLogLikelihood(Rbm rbm, float[] items) {
        double z = Arrays.stream(rbm.freeEnergy(allStates(rbm.visible())))
                .map(f -> Math.exp(-f))
                .sum();
        return -Arrays.stream(rbm.freeEnergy(items)).average().orElseThrow() - Math.log(z);
    }

    private static double[] probabilities(Rbm rbm, float[] states) {
        double[] weights =
                Arrays.stream(rbm.freeEnergy(states)).map(f -> Math.exp(-f)).toArray();
        double z = Arrays.stream(weights).sum();
        return Arrays.stream(weights).map(w -> w / z).toArray();
    }

    private static float[] allStates(int n) {
        float[] states = new float[n * (1 << n)];
        for (int i = 0; i < states.length; i++) {
            states[i] = ((i / n) >> (i % n)) & 1;
        }
        return states;
    }

    private static float[] barsAndStripes() {
        float[] items = new float[14 * 9];
        for (int item = 0; item < 14; item++) {
            // Eight patterns of rows, then six of columns: all and none are there already.
            int lines = item < 8 ? item : item - 7;
            for (int i = 0; i < 9; i++) {
                items[item * 9 + i] = (lines >> (item < 8 ? i / 3 : i % 3)) & 1;
            }
        }
        return items;
    }

    private static Batch fourItemsRepeated(int rows) {
        float[] four = {1, 0, 0, 1, 0, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0.5f, 1};
        Batch batch = new Batch(rows, 4);
        batch.fill(Rows.of(four, 4), i -> i % 4, 0, rows);
        return batch;
    }

    private static Batch batch(float[] values, int columns) {
        Batch batch = new Batch(values.length / columns, columns);
        batch.fill(Rows.of(values, columns), 0, values.length / columns);
        return batch;
    }

    private static double squaredDistance(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return sum;
    }

    private static Rbm random(RbmShape shape, double scale, long seed) {
        float[] parameters = random(shape.dimension(), seed);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = (float) (scale * (2 * parameters[i] - 1));
        }
        return new Rbm(shape, parameters);
    }

    /** Fractions in 0..1. */
    private static float[] random(int n, long seed) {
        SplittableRandom random = Seeds.random(seed);
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextDouble();
        }
        return values;
    }
}
