package hourglass.cli;

import hourglass.data.Curves;
import hourglass.data.InputException;
import hourglass.data.Split;
import hourglass.train.AutoencoderTrainer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Published results that can be measured again, each with the recipe that does it. */
enum Experiments {
    DEEP_MNIST("784-1000-500-250-30 against PCA on MNIST") {
        @Override
        Experiment with(Request request) {
            return new DeepAgainstPca(
                    "MNIST digits, 30 numbers an image",
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
    };

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
