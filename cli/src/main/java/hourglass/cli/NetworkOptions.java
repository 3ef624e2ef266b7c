package hourglass.cli;

import hourglass.data.InputException;
import hourglass.model.Activation;
import hourglass.model.Units;
import hourglass.objective.Observation;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.ClassifierTrainer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is trained: layers, units, what the data are taken to be, and how weights start. */
final class NetworkOptions {
    /** What data are taken to be: an {@link Observation}, or whatever they look like. */
    enum ObservedAs {
        AUTO,
        BERNOULLI,
        GAUSSIAN,
        MULTINOMIAL,
        POISSON;

        @Nullable
        Observation observation() {
            return this == AUTO ? null : Observation.valueOf(name());
        }
    }

    @Option(
            names = "--layers",
            paramLabel = "SIZES",
            converter = Layers.Converter.class,
            description = "Sizes of the layers above the data, the code's last"
                    + " (default: 1000-500-250-30, smaller for narrow data).")
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
                    "What the data are: ${COMPLETION-CANDIDATES} (default: auto, which is BERNOULLI for data in 0..1"
                            + " and GAUSSIAN for others, standardised).")
    private ObservedAs observation;

    @Option(
            names = "--tied",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Whether the decoder uses the encoder's weights, transposed (default: tied).")
    private boolean tied;

    @Mixin
    private StartOptions start;

    /** As given, or what suits the data. */
    Layers layers(int columns) {
        return layers == null ? Layers.suiting(columns) : layers;
    }

    ObservedAs observedAs() {
        return observation;
    }

    /** The activation of hidden layers. */
    private Activation hidden() {
        return activation != null ? activation : start.isOfMachines() ? Activation.SIGMOID : Activation.RELU;
    }

    private Integer[] sizes(int columns) {
        return layers(columns).checkedFor(columns).sizes().toArray(Integer[]::new);
    }

    /** A trainer with these options and defaults for all others. */
    AutoencoderTrainer.Builder trainer(int columns) {
        AutoencoderTrainer.Builder builder = AutoencoderTrainer.builder(sizes(columns))
                .activation(hidden())
                .codeActivation(codeActivation != null ? codeActivation : Activation.LINEAR)
                .tied(tied)
                .start(start.start(tied));
        Observation kind = observation.observation();
        return kind == null ? builder : builder.observation(kind);
    }

    /** A trainer of classifiers with these options and defaults for all others. */
    ClassifierTrainer.Builder classifierTrainer(int columns) {
        if (codeActivation != null && codeActivation != hidden()) {
            throw new InputException(
                    "--code-activation", "", codeActivation + " is for autoencoders", "give --activation alone");
        }
        ClassifierTrainer.Builder builder =
                ClassifierTrainer.builder(sizes(columns)).activation(hidden()).start(start.start(tied));
        Observation kind = observation.observation();
        return kind == null ? builder : builder.observation(kind);
    }

    /** The hidden units of a single Boltzmann machine. */
    Units machineUnits() {
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
