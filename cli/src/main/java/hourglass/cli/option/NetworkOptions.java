package hourglass.cli.option;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.model.Units;
import hourglass.network.Activation;
import hourglass.objective.Likelihood;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.ClassifierTrainer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is trained: layers, units, what the data are taken to be, and how weights start. */
public final class NetworkOptions {
    /** What data are taken to be: an {@link Likelihood}, or whatever they look like. */
    enum ObservedAs {
        AUTO,
        BERNOULLI,
        GAUSSIAN,
        MULTINOMIAL,
        POISSON;

        @Nullable
        public Likelihood observation() {
            return this == AUTO ? null : Likelihood.valueOf(name());
        }
    }

    @Option(
            names = "--layers",
            paramLabel = "SIZES",
            converter = Layers.Converter.class,
            description =
                    "The layers above the data, the code's last: sizes of dense layers, k25 (of those below only the"
                            + " 25 largest count), and on images 32c5 (32 filters of 5x5), 32c5s2p2 (stride 2, padding 2)"
                            + " and p2 (pooling by 2), as in 16c5-p2-32c5-p2-30 (default: 1000-500-250-30, smaller for narrow data).")
    private @Nullable Layers layers;

    @Option(
            names = "--activation",
            paramLabel = "UNITS",
            description = "Of hidden layers: ${COMPLETION-CANDIDATES} (default: RELU; SIGMOID after --start rbm).")
    private @Nullable Activation activation;

    @Option(
            names = "--code-activation",
            paramLabel = "UNITS",
            description = "Of the code (default: LINEAR; SIGMOID for --model rbm).")
    private @Nullable Activation codeActivation;

    @Option(
            names = "--observation",
            paramLabel = "MODEL",
            defaultValue = "AUTO",
            description =
                    "What the data are: ${COMPLETION-CANDIDATES} (default: auto, which is BERNOULLI for data in 0..1,"
                            + " MULTINOMIAL for documents and GAUSSIAN for others, standardised).")
    private ObservedAs observation;

    @Option(
            names = "--tied",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether the decoder uses the encoder's weights, transposed (default: tied).")
    private boolean tied;

    @Mixin
    private InitializationOptions start;

    /** As given, or what suits the data. */
    public Layers layers(int columns) {
        return layers == null ? Layers.suiting(columns) : layers;
    }

    /** What data are said to be, or documents are without that; null for others. */
    @Nullable
    public Likelihood observation(boolean documents) {
        Likelihood said = observation.observation();
        return said == null && documents ? Likelihood.MULTINOMIAL : said;
    }

    /** The activation of hidden layers. */
    private Activation hidden() {
        return activation != null ? activation : start.isOfMachines() ? Activation.SIGMOID : Activation.RELU;
    }

    /** A trainer with these options and defaults for all others. */
    public AutoencoderTrainer.Builder trainer(Dataset data, boolean documents) {
        Layers chosen = layers(data.rows().columns()).checkedFor(data.rows().columns());
        AutoencoderTrainer.Builder builder = builder(chosen, data)
                .activation(hidden())
                .codeActivation(codeActivation != null ? codeActivation : Activation.LINEAR)
                .tied(tied);
        start.start(tied).ifPresent(builder::start);
        Likelihood kind = observation(documents);
        return kind == null ? builder : builder.observation(kind);
    }

    /** A trainer with these layers and defaults for all else. */
    static AutoencoderTrainer.Builder builder(Layers layers, Dataset data) {
        return layers.areOfImages()
                ? AutoencoderTrainer.builder(images(data), layers.stages())
                : AutoencoderTrainer.builder(layers.stages());
    }

    /** A trainer of classifiers with these options and defaults for all others. */
    public ClassifierTrainer.Builder classifierTrainer(Dataset data, boolean documents) {
        if (codeActivation != null && codeActivation != hidden()) {
            throw new InputException(
                    "--code-activation", "", codeActivation + " is for autoencoders", "give --activation alone");
        }
        Layers chosen = layers(data.rows().columns()).checkedFor(data.rows().columns());
        ClassifierTrainer.Builder builder = chosen.areOfImages()
                ? ClassifierTrainer.builder(images(data), chosen.stages())
                : ClassifierTrainer.builder(chosen.stages());
        builder.activation(hidden());
        start.start(tied).ifPresent(builder::start);
        Likelihood kind = observation(documents);
        return kind == null ? builder : builder.observation(kind);
    }

    private static ImageShape images(Dataset data) {
        ImageShape shape = data.imageShape();
        if (shape == null) {
            throw new InputException(
                    data.name(),
                    "",
                    "holds no images, which convolutions take",
                    "give --image-size if its rows are images, or --layers of numbers only");
        }
        return shape;
    }

    /** The hidden units of a single Boltzmann machine. */
    public Units machineUnits() {
        if (codeActivation == null || codeActivation == Activation.SIGMOID) {
            return Units.BERNOULLI;
        }
        if (codeActivation == Activation.LINEAR) {
            return Units.GAUSSIAN;
        }
        throw new InputException(
                "--code-activation", "", codeActivation + " is for autoencoders", "give SIGMOID or LINEAR");
    }
}
