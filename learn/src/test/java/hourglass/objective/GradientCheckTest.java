package hourglass.objective;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.model.Classifier;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import hourglass.optim.DifferentiableFunction;
import hourglass.similarity.AugmentedObjective;
import hourglass.similarity.SimilarityObjective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every differentiable objective's gradient against central differences of its value. */
class GradientCheckTest {
    /** Objectives whose gradient is checked here. */
    private static final Set<Class<?>> CHECKED = Set.of(Reconstruction.class, Classification.class);

    /** Checked in a test of its own, which holds a case of each of its losses, or of each number of steps. */
    private static final Set<Class<?>> CHECKED_ELSEWHERE = Set.of(SimilarityObjective.class, UnrolledPrediction.class);

    /** Objectives that have no value to take differences of, or only pass on another's. */
    private static final Set<Class<?>> WITHOUT_VALUE = Set.of(
            ContrastiveDivergence.class,
            StackedObjective.class,
            SparseDecomposition.class,
            CodePrediction.class,
            AugmentedObjective.class);

    private static final int ROWS = 7;

    private record Case(
            String name, Network network, @Nullable Loss loss, Regularization regularization, int threads) {
        Objective<DifferentiableFunction> objective(ThreadTeam team) {
            return loss == null
                    ? new Classification(network, regularization, ROWS, team)
                    : new Reconstruction(network, loss, regularization, ROWS, team);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (Likelihood likelihood : Likelihood.values()) {
            Activation output = likelihood.canonicalActivation();
            for (Activation hidden : Activation.values()) {
                cases.add(of(List.of(9, 6, 4), hidden, Activation.LINEAR, output, false, likelihood, 0, 1));
            }
            cases.add(of(List.of(9, 5), Activation.SIGMOID, Activation.SIGMOID, output, true, likelihood, 0, 2));
            cases.add(of(List.of(9, 6, 4), Activation.TANH, Activation.TANH, output, true, likelihood, 0.1, 2));
            cases.add(of(List.of(9, 12, 40), Activation.TANH, Activation.RELU, output, false, likelihood, 0, 3));
        }
        cases.add(of(
                List.of(9, 6),
                Activation.TANH,
                Activation.LINEAR,
                Activation.SIGMOID,
                false,
                Likelihood.GAUSSIAN,
                0,
                2));
        cases.add(of(
                List.of(9, 6),
                Activation.TANH,
                Activation.LINEAR,
                Activation.SOFTPLUS,
                false,
                Likelihood.POISSON,
                0,
                2));
        cases.add(of(
                List.of(9, 6),
                Activation.TANH,
                Activation.LINEAR,
                Activation.SOFTMAX,
                true,
                Likelihood.GAUSSIAN,
                0,
                2));
        cases.addAll(regularized());
        cases.addAll(custom());
        cases.addAll(convolutional());
        cases.add(new Case("classification", classifier(), null, Regularization.NONE, 2));
        Regularization masked = Regularization.of(new Corruption.Masking(0.3)).withWeightCost(0.1);
        cases.add(new Case("classification, masked", classifier(), null, masked, 3));
        cases.add(new Case("convolutional classification", convolutionalClassifier(), null, masked, 2));
        return cases.stream();
    }

    private static Network convolutionalClassifier() {
        return Classifier.network(new MapShape(4, 3, 1), LayerSpec.parse("3c2p1-p2-2c2-5"), Activation.TANH, 4);
    }

    private static List<Case> convolutional() {
        MapShape grey = new MapShape(7, 6, 1);
        MapShape colour = new MapShape(6, 5, 3);
        // Few windows, so that in none of them another input becomes the largest within a difference.
        MapShape small = new MapShape(4, 3, 1);
        Likelihood gaussian = Likelihood.GAUSSIAN;
        return List.of(
                of(grey, "3c3s2p1-4", Activation.TANH, true, Likelihood.BERNOULLI, 0, 1),
                of(grey, "3c3s2p1-4", Activation.SIGMOID, false, Likelihood.BERNOULLI, 0, 2),
                of(grey, "4c3-5c2s2", Activation.TANH, true, gaussian, 0.1, 3),
                of(colour, "4c3p1-5c3s3-4", Activation.TANH, true, gaussian, 0, 2),
                of(colour, "2c5s2p3-3c1", Activation.SOFTPLUS, false, Likelihood.POISSON, 0.1, 2),
                of(MapShape.of(9), "5-k3-4", Activation.TANH, true, gaussian, 0, 2),
                of(small, "2c2p1-p2-4", Activation.TANH, true, gaussian, 0, 2),
                of(small, "2c2-p3", Activation.SIGMOID, false, Likelihood.BERNOULLI, 0, 3),
                of(small, "2c2-p2u-4", Activation.TANH, true, gaussian, 0, 1),
                of(small, "2c2-p2u-3c2p1-p2u", Activation.TANH, false, gaussian, 0, 2),
                of(small, "2c3p1-p2-8-3", Activation.RELU, true, Likelihood.BERNOULLI, 0, 3));
    }

    private static Case of(
            MapShape shape,
            String layers,
            Activation hidden,
            boolean tied,
            Likelihood likelihood,
            double weightCost,
            int threads) {
        Activation output = likelihood.canonicalActivation();
        return new Case(
                "%s %s %s on %s%s cost %s, %d threads"
                        .formatted(likelihood, hidden, layers, shape, tied ? " tied" : "", weightCost, threads),
                Network.autoencoder(shape, LayerSpec.parse(layers), hidden, Activation.LINEAR, output, tied),
                likelihood,
                Regularization.NONE.withWeightCost(weightCost),
                threads);
    }

    private static Network classifier() {
        return Classifier.network(List.of(9, 6, 5), Activation.TANH, 4);
    }

    private static List<Case> regularized() {
        List<Regularization> all = new ArrayList<>();
        for (Corruption corruption :
                List.of(new Corruption.Masking(0.4), Corruption.SaltAndPepper.of(0.3), new Corruption.Gaussian(0.5))) {
            all.add(Regularization.of(corruption));
            all.add(Regularization.of(corruption).with(new Emphasis(1, 0.3)));
        }
        all.add(Regularization.of(new Sparsity.L1(0.3)));
        all.add(Regularization.of(new Contraction.Exact(0.4)));
        all.add(Regularization.of(new Contraction.Stochastic(0.4, 0.3)));
        all.add(Regularization.of(new Contraction.Exact(0.4))
                .with(new Corruption.Masking(0.2))
                .with(new Sparsity.L1(0.1))
                .withWeightCost(0.2));
        all.add(Regularization.NONE.withCodeNoise(2));
        all.add(Regularization.NONE.withDropout(0.4));
        List<Case> cases = new ArrayList<>();
        for (Regularization regularization : all) {
            // |h| has a kink where tanh units may lie.
            boolean kinked = !(regularization.sparsity() instanceof Sparsity.None);
            for (Activation hidden :
                    List.of(Activation.SIGMOID, Activation.TANH, Activation.SOFTPLUS, Activation.EXPONENTIAL)) {
                if (!kinked || hidden != Activation.TANH) {
                    cases.add(regularized(List.of(9, 6), hidden, false, regularization, 2));
                }
            }
            cases.add(regularized(List.of(9, 20), Activation.SIGMOID, true, regularization, 3));
            Activation deep = kinked ? Activation.SOFTPLUS : Activation.TANH;
            cases.add(regularized(List.of(9, 7, 5, 4), deep, false, regularization, 2));
            cases.add(regularized(List.of(9, 7, 4), Activation.SIGMOID, true, regularization, 1));
        }
        Regularization divergence = Regularization.of(new Sparsity.KullbackLeibler(0.1, 0.7));
        cases.add(regularized(List.of(9, 6), Activation.SIGMOID, true, divergence, 2));
        cases.add(regularized(List.of(9, 6, 4), Activation.SIGMOID, false, divergence, 3));
        Regularization higher = Regularization.of(new Contraction.HigherOrder(0.3, 0.8, 0.5));
        for (Activation hidden : List.of(Activation.SIGMOID, Activation.TANH, Activation.SOFTPLUS)) {
            cases.add(regularized(List.of(9, 6), hidden, false, higher, 1));
            cases.add(regularized(List.of(9, 20), hidden, true, higher, 2));
        }
        return cases;
    }

    /** A loss and a penalty of one's own, as their Javadoc shows them. */
    private static List<Case> custom() {
        Loss huber = new Loss() {
            @Override
            public float value(float target, float output) {
                float error = Math.abs(output - target);
                return error < 1 ? error * error / 2 : error - 0.5f;
            }

            @Override
            public float derivative(float target, float output) {
                return Math.max(-1, Math.min(1, output - target));
            }
        };
        CodePenalty quartic = (codes, rows, units, gradient) -> {
            double sum = 0;
            for (int i = 0; i < rows * units; i++) {
                sum += Math.pow(codes[i], 4);
                gradient[i] = 0.4f / rows * codes[i] * codes[i] * codes[i];
            }
            return 0.1 * sum / rows;
        };
        // The product of neighbouring units' sums over the batch: a penalty that compares rows and units.
        CodePenalty correlation = (codes, rows, units, gradient) -> {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                for (int other = 0; other < rows; other++) {
                    for (int j = 0; j + 1 < units; j++) {
                        sum += codes[row * units + j] * codes[other * units + j + 1];
                        gradient[row * units + j] += codes[other * units + j + 1] / (rows * rows);
                        gradient[other * units + j + 1] += codes[row * units + j] / (rows * rows);
                    }
                }
            }
            return sum / (rows * rows);
        };
        Regularization plain = Regularization.NONE;
        Regularization emphasised =
                Regularization.of(new Corruption.Masking(0.3)).with(new Emphasis(1, 0.3));
        return List.of(
                custom("Huber", List.of(9, 6), Activation.LINEAR, huber, plain, 1),
                custom("Huber", List.of(9, 7, 4), Activation.SIGMOID, huber, plain, 2),
                custom("Huber", List.of(9, 7, 4), Activation.SOFTMAX, huber, plain, 3),
                custom("Huber, emphasis", List.of(9, 7, 4), Activation.TANH, huber, emphasised, 2),
                custom("quartic", List.of(9, 6), Activation.SIGMOID, Likelihood.BERNOULLI, plain.with(quartic), 1),
                custom(
                        "two",
                        List.of(9, 7, 4),
                        Activation.LINEAR,
                        huber,
                        plain.with(quartic).with(correlation),
                        3),
                new Case("classification, quartic", classifier(), null, plain.with(quartic), 2),
                new Case("classification, dropout", classifier(), null, plain.withDropout(0.5), 3));
    }

    private static Case custom(
            String name,
            List<Integer> sizes,
            Activation output,
            Loss loss,
            Regularization regularization,
            int threads) {
        return new Case(
                "custom %s on %s, %s output, %d threads".formatted(name, sizes, output, threads),
                Network.autoencoder(sizes, Activation.TANH, Activation.TANH, output, true),
                loss,
                regularization,
                threads);
    }

    private static Case regularized(
            List<Integer> sizes, Activation hidden, boolean tied, Regularization regularization, int threads) {
        return new Case(
                "%s %s%s, %s, %d threads".formatted(hidden, sizes, tied ? " tied" : "", regularization, threads),
                Network.autoencoder(sizes, hidden, hidden, Activation.SIGMOID, tied),
                Likelihood.BERNOULLI,
                regularization,
                threads);
    }

    private static Case of(
            List<Integer> sizes,
            Activation hidden,
            Activation code,
            Activation output,
            boolean tied,
            Likelihood likelihood,
            double weightCost,
            int threads) {
        return new Case(
                "%s %s/%s/%s %s%s cost %s, %d threads"
                        .formatted(likelihood, hidden, code, output, sizes, tied ? " tied" : "", weightCost, threads),
                Network.autoencoder(sizes, hidden, code, output, tied),
                likelihood,
                Regularization.NONE.withWeightCost(weightCost),
                threads);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientAgreesWithCentralDifferences(Case tried) {
        try (ThreadTeam team = ThreadTeam.of(tried.threads())) {
            Objective<DifferentiableFunction> objective = tried.objective(team);
            SplittableRandom random = new SplittableRandom(17);
            float[] at = new float[tried.network().dimension()];
            for (int i = 0; i < at.length; i++) {
                at[i] = (float) (0.2 * random.nextGaussian());
            }
            DifferentiableFunction function = objective.bind(batch(tried, random), 0);
            float[] gradient = new float[at.length];
            function.gradient(at, VectorSink.into(gradient));

            // Along random directions, and along each weight of a few, the slope is the gradient's.
            for (int trial = 0; trial < 12; trial++) {
                float[] direction = direction(at.length, trial, random);
                double slope = 0;
                for (int i = 0; i < at.length; i++) {
                    slope += (double) gradient[i] * direction[i];
                }
                assertThat(difference(function, at, direction))
                        .isCloseTo(slope, org.assertj.core.data.Offset.offset(2e-3 * Math.max(1, Math.abs(slope))));
            }
        }
    }

    private static float[] direction(int size, int trial, SplittableRandom random) {
        float[] direction = new float[size];
        if (trial < 6) {
            direction[random.nextInt(size)] = 1;
        } else {
            for (int i = 0; i < size; i++) {
                direction[i] = (float) (random.nextGaussian() / Math.sqrt(size));
            }
        }
        return direction;
    }

    private static double difference(DifferentiableFunction function, float[] at, float[] direction) {
        float step = 4e-3f;
        return (function.value(moved(at, direction, step)) - function.value(moved(at, direction, -step))) / (2 * step);
    }

    private static float[] moved(float[] at, float[] direction, float step) {
        float[] moved = at.clone();
        for (int i = 0; i < at.length; i++) {
            moved[i] += step * direction[i];
        }
        return moved;
    }

    private static Batch batch(Case tried, SplittableRandom random) {
        int columns = tried.network().visible();
        float[] x = new float[ROWS * columns];
        for (int row = 0; row < ROWS; row++) {
            boolean counts = tried.loss() == Likelihood.POISSON || tried.loss() == Likelihood.MULTINOMIAL;
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                x[i] = counts ? random.nextInt(4) : random.nextFloat();
            }
        }
        Batch batch = new Batch(ROWS, columns);
        batch.fill(Rows.of(x, columns).labelled(new int[] {0, 3, 1, 1, 2, 0, 3}), 0, ROWS);
        return batch;
    }

    @Test
    void everyObjectiveIsCheckedOrHasNoValue() {
        Set<String> known = Stream.of(CHECKED, CHECKED_ELSEWHERE, WITHOUT_VALUE)
                .flatMap(Set::stream)
                .map(Class::getName)
                .collect(Collectors.toSet());
        List<String> found = new ClassFileImporter()
                .importPackages("hourglass").stream()
                        .filter(type -> type.isAssignableTo(Objective.class))
                        .filter(type ->
                                !type.isInterface() && !type.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(JavaClass::getName)
                        .filter(name -> !name.contains("Test"))
                        .toList();
        assertThat(found).isNotEmpty();
        assertThat(known).as("objectives with a gradient check").containsAll(found);
    }

    @Test
    void gradientComesInPiecesThatCoverEveryParameterOnce() {
        Network network =
                Network.autoencoder(List.of(70, 40, 8), Activation.TANH, Activation.LINEAR, Activation.LINEAR, true);
        try (ThreadTeam team = ThreadTeam.of(3)) {
            Reconstruction objective = new Reconstruction(network, Likelihood.GAUSSIAN, Regularization.NONE, 4, team);
            Batch batch = new Batch(4, 70);
            batch.resize(4);
            int[] times = new int[network.dimension()];
            objective.bind(batch, 0).gradient(new float[network.dimension()], (from, length, values, offset) -> {
                for (int i = from; i < from + length; i++) {
                    times[i]++;
                }
            });
            assertThat(Arrays.stream(times).distinct().toArray()).containsExactly(1);
        }
    }
}
