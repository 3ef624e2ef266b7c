package hourglass.similarity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import hourglass.data.Batch;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.network.Activation;
import hourglass.network.Network;
import hourglass.objective.Likelihood;
import hourglass.objective.Regularization;
import hourglass.optim.DifferentiableFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The gradient of every similarity loss, alone and mixed, against central differences of its value. */
class SimilarityGradientTest {
    private static final int ROWS = 6;
    /** More than a thread makes of the matrix of derivatives at a time. */
    private static final int MANY_ROWS = 150;

    private static final int[] LABELS = {0, 1, 0, -1, 1, 2};

    private record Case(SimilarityOptions options, boolean pairs, int rows, int threads) {
        Case(SimilarityOptions options, boolean pairs, int threads) {
            this(options, pairs, ROWS, threads);
        }
    }

    static Stream<Case> cases() {
        List<SimilarityLoss> losses = List.of(
                new SimilarityLoss.Neighbourhood(false),
                new SimilarityLoss.Neighbourhood(true),
                new SimilarityLoss.Agreement(0.3),
                new SimilarityLoss.Contrastive(2, false),
                new SimilarityLoss.Contrastive(2, true),
                new SimilarityLoss.Triplet(1, false),
                new SimilarityLoss.Triplet(1, true));
        Views numbers = new Views.Numbers(0.2, 0.1);
        List<Case> cases = new ArrayList<>();
        for (SimilarityLoss loss : losses) {
            boolean agreement = loss instanceof SimilarityLoss.Agreement;
            if (!agreement) {
                cases.add(new Case(SimilarityOptions.of(loss), false, 2));
                cases.add(new Case(SimilarityOptions.of(loss, 0.7), false, 3));
                cases.add(new Case(SimilarityOptions.of(loss, 0.7).withCompared(2), false, 1));
            }
            cases.add(new Case(SimilarityOptions.of(loss).withViews(numbers), false, 2));
            cases.add(new Case(SimilarityOptions.of(loss, 0.4).withViews(new Views.Words(0.6, false)), false, 2));
            cases.add(new Case(SimilarityOptions.of(loss), true, 2));
            cases.add(new Case(SimilarityOptions.of(loss, 0.5).withCompared(2), true, 3));
        }
        ImageViews image = ImageViews.gentle(new ImageShape(3, 3, 1));
        SimilarityOptions both = SimilarityOptions.of(new SimilarityLoss.Neighbourhood(false), 0.9)
                .with(new SimilarityLoss.Agreement(0.5), 0.3);
        cases.add(new Case(both.withViews(image), false, 2));
        cases.add(new Case(SimilarityOptions.of(losses.get(0)), false, MANY_ROWS, 1));
        cases.add(new Case(SimilarityOptions.of(losses.get(1)), false, MANY_ROWS, 2));
        cases.add(new Case(SimilarityOptions.of(losses.get(2)).withViews(numbers), false, MANY_ROWS, 2));
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientAgreesWithCentralDifferences(Case tried) {
        List<Integer> sizes = List.of(9, 7, 4);
        Network network = tried.options().reconstruction() > 0
                ? Network.autoencoder(sizes, Activation.TANH, Activation.LINEAR, Activation.SIGMOID, true)
                : Network.of(sizes, List.of(Activation.TANH, Activation.LINEAR), 2);
        try (ThreadTeam team = ThreadTeam.of(tried.threads())) {
            SimilarityObjective objective = new SimilarityObjective(
                    network,
                    tried.options(),
                    Likelihood.BERNOULLI,
                    Regularization.NONE,
                    tried.pairs(),
                    tried.rows(),
                    team);
            SplittableRandom random = new SplittableRandom(11);
            float[] at = new float[network.dimension()];
            for (int i = 0; i < at.length; i++) {
                at[i] = (float) (0.5 * random.nextGaussian());
            }
            DifferentiableFunction function =
                    objective.bind(batch(tried.rows(), tried.pairs(), objective.columns(), random), 5);
            float[] gradient = new float[at.length];
            double value = function.gradient(at, VectorSink.into(gradient));
            assertThat(function.value(at)).isEqualTo(value);
            assertThat(value).isPositive();

            for (int trial = 0; trial < 12; trial++) {
                float[] direction = new float[at.length];
                for (int i = 0; i < at.length; i++) {
                    direction[i] = (float) (random.nextGaussian() / Math.sqrt(at.length));
                }
                double slope = 0;
                for (int i = 0; i < at.length; i++) {
                    slope += (double) gradient[i] * direction[i];
                }
                assertThat(difference(function, at, direction))
                        .isCloseTo(slope, offset(4e-3 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    @Test
    void everyLossIsAmongTheCases() {
        List<Class<?>> tried = cases().flatMap(one -> one.options().terms().stream())
                .<Class<?>>map(term -> term.loss().getClass())
                .distinct()
                .toList();
        assertThat(tried).containsExactlyInAnyOrder(SimilarityLoss.class.getPermittedSubclasses());
    }

    private static double difference(DifferentiableFunction function, float[] at, float[] direction) {
        float step = 4e-3f;
        float[] up = at.clone();
        float[] down = at.clone();
        for (int i = 0; i < at.length; i++) {
            up[i] += step * direction[i];
            down[i] -= step * direction[i];
        }
        return (function.value(up) - function.value(down)) / (2 * step);
    }

    private static Batch batch(int rows, boolean pairs, int columns, SplittableRandom random) {
        float[] x = new float[rows * columns];
        int[] labels = new int[rows];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat();
        }
        for (int i = 0; i < rows; i++) {
            labels[i] = pairs ? i % 2 : LABELS[i % LABELS.length];
        }
        Batch batch = new Batch(rows, columns);
        batch.fill(Rows.of(x, columns).labelled(labels), 0, rows);
        return batch;
    }
}
