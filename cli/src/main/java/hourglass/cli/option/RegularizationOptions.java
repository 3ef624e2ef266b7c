package hourglass.cli.option;

import hourglass.objective.Contraction;
import hourglass.objective.Corruption;
import hourglass.objective.Emphasis;
import hourglass.objective.Regularization;
import hourglass.objective.Sparsity;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What keeps an autoencoder from learning the identity. */
final class RegularizationOptions {
    @Option(
            names = "--corruption",
            paramLabel = "NOISE",
            converter = CorruptionConverter.class,
            defaultValue = "none",
            description = "Noise on the input, which is to be reconstructed without: masking:SHARE,"
                    + " salt-and-pepper:SHARE, gaussian:DEVIATION or none (default: none).")
    private Corruption corruption;

    @Option(
            names = "--emphasis",
            paramLabel = "WEIGHTS",
            converter = EmphasisConverter.class,
            defaultValue = "1:1",
            description = "How much corrupted and intact components count, such as 1:0.5 (default: 1:1).")
    private Emphasis emphasis;

    @Option(
            names = "--contraction",
            paramLabel = "PENALTY",
            converter = ContractionConverter.class,
            defaultValue = "none",
            description = "On the Jacobian of the code: exact:LAMBDA, higher-order:LAMBDA:GAMMA:DEVIATION,"
                    + " stochastic:LAMBDA:DEVIATION or none (default: none).")
    private Contraction contraction;

    @Option(
            names = "--sparsity",
            paramLabel = "PENALTY",
            converter = SparsityConverter.class,
            defaultValue = "none",
            description = "On the code: l1:LAMBDA, kl:RATE:LAMBDA or none (default: none).")
    private Sparsity sparsity;

    @Option(
            names = "--code-noise",
            paramLabel = "DEVIATION",
            defaultValue = "0",
            description = "Normal noise on the inputs of the code's units while training, which drives sigmoid codes"
                    + " to 0 and 1 (default: ${DEFAULT-VALUE}).")
    private double codeNoise;

    @Option(
            names = "--weight-cost",
            paramLabel = "LAMBDA",
            defaultValue = "0",
            description = "lambda/2 |W|^2 is added to the loss (default: ${DEFAULT-VALUE}).")
    private double weightCost;

    Regularization regularization() {
        return new Regularization(corruption, emphasis, contraction, sparsity, List.of(), codeNoise, weightCost);
    }

    private static <T> T converted(String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Reads masking:0.25 and the like. */
    static final class CorruptionConverter implements ITypeConverter<Corruption> {
        @Override
        public Corruption convert(String text) {
            return converted(text, Corruption::of);
        }
    }

    /** Reads 1:0.5 and the like. */
    static final class EmphasisConverter implements ITypeConverter<Emphasis> {
        @Override
        public Emphasis convert(String text) {
            return converted(text, Emphasis::of);
        }
    }

    /** Reads exact:0.1 and the like. */
    static final class ContractionConverter implements ITypeConverter<Contraction> {
        @Override
        public Contraction convert(String text) {
            return converted(text, Contraction::of);
        }
    }

    /** Reads l1:0.01 and the like. */
    static final class SparsityConverter implements ITypeConverter<Sparsity> {
        @Override
        public Sparsity convert(String text) {
            return converted(text, Sparsity::of);
        }
    }
}
