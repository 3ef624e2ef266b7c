package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
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
@Group(Heading.TRAINING)
final class RegularizationOptions {
    @Option(
            names = "--corruption",
            paramLabel = "NOISE",
            converter = CorruptionConverter.class,
            defaultValue = "none",
            description = "Denoise masking:SHARE, salt-and-pepper:SHARE or gaussian:DEVIATION.")
    private Corruption corruption;

    @Advanced
    @Option(
            names = "--emphasis",
            paramLabel = "WEIGHTS",
            converter = EmphasisConverter.class,
            defaultValue = "1:1",
            description = "Weights of corrupted and of intact columns in the loss, such as 1:0.5 (default: 1:1).")
    private Emphasis emphasis;

    @Advanced
    @Option(
            names = "--contraction",
            paramLabel = "PENALTY",
            converter = ContractionConverter.class,
            defaultValue = "none",
            description = "Penalty on the Jacobian of the code: exact:LAMBDA, higher-order:LAMBDA:GAMMA:DEVIATION,"
                    + " stochastic:LAMBDA:DEVIATION or none (default: none).")
    private Contraction contraction;

    @Advanced
    @Option(
            names = "--sparsity",
            paramLabel = "PENALTY",
            converter = SparsityConverter.class,
            defaultValue = "none",
            description = "Sparsity penalty on the code: l1:LAMBDA, kl:RATE:LAMBDA or none (default: none).")
    private Sparsity sparsity;

    @Advanced
    @Option(
            names = "--code-noise",
            paramLabel = "DEVIATION",
            defaultValue = "0",
            description = "Standard deviation of noise on the inputs of the code's units in training, which drives"
                    + " sigmoid codes to 0 and 1 (default: ${DEFAULT-VALUE}).")
    private double codeNoise;

    @Advanced
    @Option(
            names = "--dropout",
            paramLabel = "P",
            defaultValue = "0",
            description =
                    "Probability with which each unit of the dense layers below the output is left out of a row in"
                            + " training, such as 0.5 (default: ${DEFAULT-VALUE}).")
    private double dropout;

    @Advanced
    @Option(
            names = "--weight-cost",
            paramLabel = "LAMBDA",
            defaultValue = "0",
            description = "L2 penalty: adds lambda/2 |W|^2 to the loss (default: ${DEFAULT-VALUE}).")
    private double weightCost;

    Regularization regularization() {
        return new Regularization(
                corruption, emphasis, contraction, sparsity, List.of(), codeNoise, dropout, weightCost);
    }

    private static <T> T converted(String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** Reads {@code masking:0.25} and other corruptions. */
    static final class CorruptionConverter implements ITypeConverter<Corruption> {
        @Override
        public Corruption convert(String text) {
            return converted(text, Corruption::of);
        }
    }

    /** Reads {@code 1:0.5}. */
    static final class EmphasisConverter implements ITypeConverter<Emphasis> {
        @Override
        public Emphasis convert(String text) {
            return converted(text, Emphasis::of);
        }
    }

    /** Reads {@code exact:0.1} and other contractions. */
    static final class ContractionConverter implements ITypeConverter<Contraction> {
        @Override
        public Contraction convert(String text) {
            return converted(text, Contraction::of);
        }
    }

    /** Reads {@code l1:0.01} and other penalties. */
    static final class SparsityConverter implements ITypeConverter<Sparsity> {
        @Override
        public Sparsity convert(String text) {
            return converted(text, Sparsity::of);
        }
    }
}
