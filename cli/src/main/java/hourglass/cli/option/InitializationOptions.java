package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.objective.Contraction;
import hourglass.objective.Corruption;
import hourglass.objective.Regularization;
import hourglass.objective.Sparsity;
import hourglass.train.Initialization;
import hourglass.train.WeightInitializer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How weights are initialised. */
@Group(Heading.TRAINING)
final class InitializationOptions {
    /** The kinds of initialisation. */
    enum Kind {
        RANDOM,
        PCA,
        RBM,
        LAYERWISE,
        PSD
    }

    /** The default corruption of layers that are pretrained as autoencoders. */
    private static final Corruption CORRUPTION = new Corruption.Masking(0.25);

    @Option(
            names = "--init",
            paramLabel = "HOW",
            description =
                    "Initial weights: random, pca, rbm, layerwise or psd (default: pca for plain autoencoders of dense relu layers, else random).")
    private @Nullable Kind kind;

    @Advanced
    @Option(
            names = "--pretrain-epochs",
            paramLabel = "N",
            defaultValue = "10",
            description = "Number of passes over the training rows to pretrain each layer (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Advanced
    @Option(
            names = "--pretrain-corruption",
            paramLabel = "NOISE",
            converter = RegularizationOptions.CorruptionConverter.class,
            description =
                    "Corruption for --init layerwise, as for --corruption (default: masking:0.25, or none with the"
                            + " next two).")
    private @Nullable Corruption corruption;

    @Advanced
    @Option(
            names = "--pretrain-contraction",
            paramLabel = "PENALTY",
            converter = RegularizationOptions.ContractionConverter.class,
            description = "Contraction penalty for --init layerwise, as for --contraction (default: none).")
    private @Nullable Contraction contraction;

    @Advanced
    @Option(
            names = "--pretrain-sparsity",
            paramLabel = "PENALTY",
            converter = RegularizationOptions.SparsityConverter.class,
            description = "Sparsity penalty for --init layerwise, as for --sparsity (default: none).")
    private @Nullable Sparsity sparsity;

    @Advanced
    @Option(
            names = "--pretrain-lambda",
            paramLabel = "LAMBDA",
            description = "Sparsity weight for --init psd; a larger one makes codes sparser (default: 0.15).")
    private @Nullable Double lambda;

    /** Whether layers are pretrained as RBMs, whose hidden units are sigmoid. */
    boolean isRbm() {
        return kind == Kind.RBM;
    }

    /** Whether convolutions can start so. */
    boolean suitsConvolutions() {
        return kind == null || kind == Kind.RANDOM || kind == Kind.LAYERWISE;
    }

    /**
     * The initialisation given, or empty for the trainer's default.
     *
     * @param tied whether encoder and decoder share weights
     */
    Optional<Initialization> initialization(boolean tied) {
        Range.COUNT.require("--pretrain-epochs", epochs);
        return Optional.ofNullable(kind).map(given -> initialization(given, tied));
    }

    private Initialization initialization(Kind given, boolean tied) {
        return switch (given) {
            case RANDOM -> new Initialization.Random(WeightInitializer.HE);
            case PCA -> new Initialization.PrincipalComponents();
            case RBM -> Initialization.Rbms.of(epochs);
            case PSD ->
                lambda == null
                        ? Initialization.SparseDecompositions.of(epochs)
                        : Initialization.SparseDecompositions.of(lambda, epochs);
            case LAYERWISE ->
                Initialization.Layerwise.of(regularization(), epochs).withTied(tied);
        };
    }

    private Regularization regularization() {
        boolean penalised = contraction != null || sparsity != null;
        Corruption noise = corruption != null ? corruption : penalised ? new Corruption.None() : CORRUPTION;
        return Regularization.of(noise)
                .with(contraction == null ? new Contraction.None() : contraction)
                .with(sparsity == null ? new Sparsity.None() : sparsity);
    }
}
