package hourglass.cli.option;

import hourglass.objective.Contraction;
import hourglass.objective.Corruption;
import hourglass.objective.Regularization;
import hourglass.objective.Sparsity;
import hourglass.train.Initialization;
import hourglass.train.WeightInitializer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How weights start. */
final class InitializationOptions {
    /** Kinds of start. */
    enum Kind {
        RANDOM,
        PCA,
        RBM,
        LAYERWISE,
        PSD
    }

    /** What layers are made to learn by unless it is said. */
    private static final Corruption CORRUPTION = new Corruption.Masking(0.25);

    /** Of predictions on sparse codes. */
    private static final double PULL = 0.2;

    @Option(
            names = "--start",
            paramLabel = "HOW",
            description =
                    "How weights start: random; pca, as the principal components of the data; rbm, a stack of"
                            + " Boltzmann machines; layerwise, a stack of autoencoders of one layer; or psd, one of predictive"
                            + " sparse decompositions (default: pca for plain autoencoders of dense rectified layers, else random).")
    private @Nullable Kind kind;

    @Option(
            names = "--pretrain-epochs",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "Passes over the data for each layer of a start by rbm, layerwise or psd (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Option(
            names = "--pretrain-corruption",
            paramLabel = "NOISE",
            converter = RegularizationOptions.CorruptionConverter.class,
            description = "As --corruption, for each layer of --start layerwise (default: masking:0.25, or none beside"
                    + " the next two).")
    private @Nullable Corruption corruption;

    @Option(
            names = "--pretrain-contraction",
            paramLabel = "PENALTY",
            converter = RegularizationOptions.ContractionConverter.class,
            description = "As --contraction, for each layer of --start layerwise (default: none).")
    private @Nullable Contraction contraction;

    @Option(
            names = "--pretrain-sparsity",
            paramLabel = "PENALTY",
            converter = RegularizationOptions.SparsityConverter.class,
            description = "As --sparsity, for each layer of --start layerwise (default: none).")
    private @Nullable Sparsity sparsity;

    @Option(
            names = "--pretrain-lambda",
            paramLabel = "PRICE",
            defaultValue = "0.15",
            description = "Of the codes of --start psd: a higher one makes them sparser (default: ${DEFAULT-VALUE}).")
    private double lambda;

    /** Whether hidden units have to be sigmoid. */
    boolean isOfMachines() {
        return kind == Kind.RBM;
    }

    /**
     * The start, or none if the trainer is to choose.
     *
     * @param tied whether encoder and decoder share weights
     */
    Optional<Initialization> start(boolean tied) {
        return Optional.ofNullable(kind).map(given -> start(given, tied));
    }

    private Initialization start(Kind given, boolean tied) {
        return switch (given) {
            case RANDOM -> new Initialization.Random(WeightInitializer.HE);
            case PCA -> new Initialization.PrincipalComponents();
            case RBM -> Initialization.Rbms.of(epochs);
            case PSD -> Initialization.SparseDecompositions.of(lambda, PULL, epochs);
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
