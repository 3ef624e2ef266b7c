package hourglass.cli.index;

import hourglass.cli.option.HashFunction;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.train.HashTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hash function that is fitted for a new library of vectors. Where none is named, it is iterative quantisation, which finds most
 * for its bits, or, where the vectors vary in fewer directions than there are to be bits, random hyperplanes.
 */
final class NewHasher {
    /** The option of a model that holds the name of the hash function. */
    static final String OPTION = "hasher";

    private static final int LONG = 256;
    private static final int SHORT = 128;

    private final @Nullable HashFunction given;
    private final @Nullable Integer bits;
    private final long seed;
    private final List<String> remarks = new ArrayList<>();

    /**
     * @param given the hash function, or null to choose one
     * @param bits of a code, or null to choose
     */
    NewHasher(@Nullable HashFunction given, @Nullable Integer bits, long seed) {
        if (given == HashFunction.SIGN && bits != null) {
            throw new InputException(
                    "--bits", "", "is not for --hasher sign, whose bits are the columns", "leave it out");
        }
        this.given = given;
        this.bits = bits;
        this.seed = seed;
    }

    FittedModel fit(Dataset data, ThreadTeam team) {
        int directions = Math.min(data.rows().columns(), data.rows().count() - 1);
        if (given != null) {
            return fit(given, bits == null ? length(given, directions) : bits, data, team);
        }
        int wanted = bits != null ? bits : directions < LONG ? SHORT : LONG;
        if (wanted <= directions) {
            try {
                return fit(HashFunction.ITQ, wanted, data, team);
            } catch (InputException fewerDirections) {
                // Of numbers that are finite, which readers see to, no other failure is possible.
                directions = wanted - 1;
            }
        }
        remarks.add(
                ("the vectors vary in %,d directions or fewer, of which ITQ cannot make %,d bits; random hyperplanes (lsh) make"
                                + " them; --bits and --hasher choose otherwise")
                        .formatted(directions, wanted));
        return fit(HashFunction.LSH, wanted, data, team);
    }

    /** As many bits as a hash function can make, up to the usual. */
    private static int length(HashFunction function, int directions) {
        return switch (function) {
            case ITQ, ROTATION -> Math.max(1, Math.min(LONG, directions));
            default -> LONG;
        };
    }

    private FittedModel fit(HashFunction function, int length, Dataset data, ThreadTeam team) {
        return HashTrainer.of(function.method(length, data.labels() != null, seed))
                .fit(data, team)
                .withOptions(Map.of(OPTION, function.toString()));
    }

    /** What was chosen and may not be expected. */
    List<String> remarks() {
        return remarks;
    }
}
