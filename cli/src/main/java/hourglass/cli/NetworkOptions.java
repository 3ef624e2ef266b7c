package hourglass.cli;

import hourglass.model.Activation;
import hourglass.objective.Observation;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Start;
import org.jspecify.annotations.Nullable;
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

        Observation or(Observation otherwise) {
            return this == AUTO ? otherwise : Observation.valueOf(name());
        }
    }

    /** How weights start. */
    enum StartedBy {
        RANDOM,
        RBM
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

    @Option(
            names = "--start",
            paramLabel = "HOW",
            defaultValue = "RANDOM",
            description = "How weights start: random, or rbm for a stack of Boltzmann machines (default: random).")
    private StartedBy start;

    @Option(
            names = "--pretrain-epochs",
            paramLabel = "N",
            defaultValue = "10",
            description = "Passes over the data for each machine of --start rbm (default: ${DEFAULT-VALUE}).")
    private int pretrainEpochs;

    /** As given, or what suits the data. */
    Layers layers(int columns) {
        return layers == null ? Layers.suiting(columns) : layers;
    }

    ObservedAs observedAs() {
        return observation;
    }

    @Nullable
    Activation codeActivation() {
        return codeActivation;
    }

    /** A trainer with these options and defaults for all others. */
    AutoencoderTrainer.Builder trainer(int columns) {
        boolean pretrained = start == StartedBy.RBM;
        Activation hidden = activation != null ? activation : pretrained ? Activation.SIGMOID : Activation.RELU;
        AutoencoderTrainer.Builder builder = AutoencoderTrainer.builder(
                        layers(columns).checkedFor(columns).sizes().toArray(Integer[]::new))
                .activation(hidden)
                .codeActivation(codeActivation != null ? codeActivation : Activation.LINEAR)
                .tied(tied);
        Observation kind = observation.observation();
        if (kind != null) {
            builder.observation(kind);
        }
        return pretrained ? builder.start(Start.Rbms.of(pretrainEpochs)) : builder;
    }
}
