package hourglass.cli.training;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.option.Range;
import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.hashing.BinaryReconstructiveEmbeddings;
import hourglass.hashing.CcaIterativeQuantization;
import hourglass.hashing.HashingMethod;
import hourglass.hashing.IterativeQuantization;
import hourglass.hashing.MinimalLossHashing;
import hourglass.hashing.RandomHyperplanes;
import hourglass.hashing.RandomRotation;
import hourglass.hashing.SignHashing;
import hourglass.hashing.SpectralHashing;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The length of the codes of hash functions. */
@Group(Heading.MODEL)
@Advanced
final class HashingOptions {
    private static final int BITS = 64;

    /** The hash functions. */
    enum Method {
        SIGN,
        LSH,
        ROTATION,
        ITQ,
        CCA_ITQ,
        SPECTRAL,
        BRE,
        MLH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(names = "--bits", paramLabel = "N", description = "Bits of a code, for a hash function (default: 64).")
    private @Nullable Integer bits;

    /**
     * Refuses the option for any other model.
     *
     * @throws InputException if it is given
     */
    void requireUnused() {
        if (bits != null) {
            throw new InputException(
                    "--bits", "", "is for hash functions", "give --model itq or another of them, or leave it out");
        }
    }

    /**
     * The method with these options.
     *
     * @param labelled whether there are classes, from which those that can learn
     */
    HashingMethod<?> method(Method method, boolean labelled, long seed) {
        new Range(1, BinaryCodes.MAX_BITS).require("--bits", bits);
        int length = bits == null ? BITS : bits;
        if (method == Method.SIGN && bits != null) {
            throw new InputException(
                    "--bits", "", "is not for --model sign, whose bits are the columns", "leave it out");
        }
        return switch (method) {
            case SIGN -> SignHashing.of();
            case LSH -> RandomHyperplanes.of(length).withSeed(seed);
            case ROTATION -> RandomRotation.of(length).withSeed(seed);
            case ITQ -> IterativeQuantization.of(length).withSeed(seed);
            case CCA_ITQ -> CcaIterativeQuantization.of(length).withSeed(seed);
            case SPECTRAL -> SpectralHashing.of(length);
            case BRE -> {
                BinaryReconstructiveEmbeddings all =
                        BinaryReconstructiveEmbeddings.of(length).withSeed(seed);
                yield labelled ? all.withLabels() : all;
            }
            case MLH -> {
                MinimalLossHashing all = MinimalLossHashing.of(length).withSeed(seed);
                yield labelled ? all.withLabels() : all;
            }
        };
    }
}
