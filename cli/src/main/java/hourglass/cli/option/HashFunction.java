package hourglass.cli.option;

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

/** The hash functions, by the names that options give them. */
public enum HashFunction {
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

    /**
     * The method that fits it.
     *
     * @param bits of a code; those of {@code sign} are the columns
     * @param labelled whether there are classes, from which those that can learn
     */
    public HashingMethod<?> method(int bits, boolean labelled, long seed) {
        return switch (this) {
            case SIGN -> SignHashing.of();
            case LSH -> RandomHyperplanes.of(bits).withSeed(seed);
            case ROTATION -> RandomRotation.of(bits).withSeed(seed);
            case ITQ -> IterativeQuantization.of(bits).withSeed(seed);
            case CCA_ITQ -> CcaIterativeQuantization.of(bits).withSeed(seed);
            case SPECTRAL -> SpectralHashing.of(bits);
            case BRE -> {
                BinaryReconstructiveEmbeddings all =
                        BinaryReconstructiveEmbeddings.of(bits).withSeed(seed);
                yield labelled ? all.withLabels() : all;
            }
            case MLH -> {
                MinimalLossHashing all = MinimalLossHashing.of(bits).withSeed(seed);
                yield labelled ? all.withLabels() : all;
            }
        };
    }
}
