package hourglass.cli;

import hourglass.data.Curves;
import hourglass.data.Dataset;
import hourglass.data.FacePatches;
import hourglass.data.InputException;
import hourglass.data.Split;
import hourglass.data.Standardization;
import hourglass.data.Transform;
import hourglass.model.Activation;
import hourglass.objective.Corruption;
import hourglass.objective.Observation;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Initialization;
import hourglass.train.RbmTrainer;
import hourglass.train.Start;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Published results that can be measured again, each with the recipe that does it. */
enum Experiments {
    DEEP_MNIST("784-1000-500-250-30 against PCA on MNIST") {
        @Override
        Experiment with(Request request) {
            return new DeepAgainstPca(
                    "MNIST digits, 30 numbers an image",
                    new Transform.Identity(),
                    request.data().mnist(Split.TRAIN),
                    request.data().mnist(Split.TEST),
                    AutoencoderTrainer.builder(1000, 500, 250, 30)
                            .epochs(request.epochsOr(60))
                            .validationShare(0)
                            .seed(request.seed())
                            .build(),
                    // Science 313, figure 2B; table 2.
                    List.of(
                            new Published("Hinton & Salakhutdinov 2006, RBMs and conjugate gradients", 3.00),
                            new Published("Martens 2010, RBMs and Hessian-free, L2", 2.28)),
                    13.87);
        }
    },
    DEEP_CURVES("784-400-200-100-50-25-6 against PCA on generated curves") {
        @Override
        Experiment with(Request request) {
            return new DeepAgainstPca(
                    "Curves, 6 numbers an image",
                    new Transform.Identity(),
                    // Our own drawing of theirs.
                    Curves.of(20_000, request.seed()),
                    Curves.of(10_000, request.seed() + 1),
                    AutoencoderTrainer.builder(400, 200, 100, 50, 25, 6)
                            .epochs(request.epochsOr(200))
                            .validationShare(0)
                            .seed(request.seed())
                            .build(),
                    // Science 313, figure 2A; table 2.
                    List.of(
                            new Published("Hinton & Salakhutdinov 2006, RBMs and conjugate gradients", 1.44),
                            new Published("Martens 2010, random start and Hessian-free", 0.20)),
                    Double.NaN);
        }
    },
    FACES("625-2000-1000-500-30 against PCA on patches of faces") {
        @Override
        Experiment with(Request request) {
            Dataset faces = request.data().olivetti();
            // 30 people to learn from, 10 others to measure.
            Dataset training = FacePatches.of(faces, 0, 300, 414, request.seed());
            return new DeepAgainstPca(
                    "Patches of faces, 30 numbers an image",
                    Standardization.fit(training.rows()).withCommonDeviation(),
                    training,
                    FacePatches.of(faces, 300, 400, 414, request.seed() + 1),
                    AutoencoderTrainer.builder(2000, 1000, 500, 30)
                            .observation(Observation.GAUSSIAN)
                            .epochs(request.epochsOr(12))
                            .validationShare(0)
                            .seed(request.seed())
                            .build(),
                    // Science 313, figure 2C; table 2.
                    List.of(
                            new Published("Hinton & Salakhutdinov 2006, RBMs and conjugate gradients", 126),
                            new Published("Martens 2010, random start and Hessian-free, L2", 122)),
                    135);
        }
    },
    DENOISING_FILTERS("what one layer learns from digits without and with noise, and an RBM") {
        @Override
        Experiment with(Request request) {
            Dataset training = request.data().mnist(Split.TRAIN);
            List<FilterExperiment.Contender> contenders = new ArrayList<>();
            for (double share : new double[] {0, 0.25, 0.5}) {
                Regularization noise = Regularization.of(new Corruption.Masking(share));
                contenders.add(new FilterExperiment.Contender(
                        "autoencoder, %.0f %% of the pixels masked".formatted(100 * share),
                        (rows, listener, team) -> oneLayer(500, Observation.BERNOULLI, noise, request, 30)
                                .fit(rows, listener, null, team)
                                .model()));
            }
            contenders.add(new FilterExperiment.Contender(
                    "RBM, CD-1", (rows, listener, team) -> RbmTrainer.of(500, request.epochsOr(30), request.seed())
                            .fit(rows, listener, null, team)
                            .model()));
            return new FilterExperiment(
                    "Filters of digits",
                    training.rows(),
                    request.data().mnist(Split.TEST).rows(),
                    Objects.requireNonNull(training.imageShape()),
                    contenders,
                    "500 sigmoid units on MNIST, tied weights, cross-entropy, %d epochs; as in figure 7 of Vincent et al., JMLR 11, 2010."
                            .formatted(request.epochsOr(30)));
        }
    };

    /** An autoencoder of one layer of sigmoid units. */
    private static AutoencoderTrainer oneLayer(
            int units, Observation observation, Regularization regularization, Request request, int epochs) {
        return AutoencoderTrainer.builder(units)
                .codeActivation(Activation.SIGMOID)
                .observation(observation)
                .start(new Start.Random(Initialization.GLOROT))
                .optimizer(Adam.of(1e-3))
                .regularization(regularization)
                .epochs(request.epochsOr(epochs))
                .validationShare(0)
                .seed(request.seed())
                .build();
    }

    /**
     * What the user chose.
     *
     * @param data where data sets lie
     * @param epochs instead of the recipe's, or null
     * @param seed of everything random
     */
    record Request(PublicData data, @Nullable Integer epochs, long seed) {
        int epochsOr(int recipe) {
            return epochs == null ? recipe : epochs;
        }
    }

    private final String description;

    Experiments(String description) {
        this.description = description;
    }

    /** The experiment as the user wants it. */
    abstract Experiment with(Request request);

    /** What it is about, in a line. */
    String description() {
        return description;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The one of a name.
     *
     * @throws InputException if there is none
     */
    static Experiments of(String text) {
        return Arrays.stream(values())
                .filter(one -> one.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "experiment", "", "there is none called " + text, "take one of " + List.of(values())));
    }

    /** All of them, a line each. */
    static String listing() {
        return Arrays.stream(values())
                .map(one -> "%-20s %s".formatted(one, one.description))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
