package hourglass.cli.training;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.option.HashFunction;
import hourglass.cli.option.Range;
import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.hashing.HashingMethod;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The length of the codes of hash functions. */
@Group(Heading.MODEL)
@Advanced
final class HashingOptions {
    private static final int BITS = 64;

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
    HashingMethod<?> method(HashFunction function, boolean labelled, long seed) {
        new Range(1, BinaryCodes.MAX_BITS).require("--bits", bits);
        if (function == HashFunction.SIGN && bits != null) {
            throw new InputException(
                    "--bits", "", "is not for --model sign, whose bits are the columns", "leave it out");
        }
        return function.method(bits == null ? BITS : bits, labelled, seed);
    }
}
