package hourglass.hashing;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;

/**
 * A way of fitting hash functions to data. The same data, options and number of threads give the same bits.
 *
 * @param <H> what it fits
 */
public sealed interface HashingMethod<H extends Hasher>
        permits SignHashing,
                RandomHyperplanes,
                RandomRotation,
                IterativeQuantization,
                CcaIterativeQuantization,
                SpectralHashing,
                BinaryReconstructiveEmbeddings,
                MinimalLossHashing {
    /**
     * Fits to data.
     *
     * @param data finite; rows are read a few at a time
     * @param team the threads that share the work
     * @throws InputException if the data have too few columns, rows, directions or classes for the code
     */
    H fit(Rows data, ThreadTeam team);

    /** The seed of what is random in it; 0 if nothing is. */
    default long seed() {
        return 0;
    }

    /** Fits to data, on the threads of this process. */
    default H fit(Rows data) {
        return fit(data, ThreadTeam.shared());
    }
}
