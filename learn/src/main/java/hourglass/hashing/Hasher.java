package hourglass.hashing;

import hourglass.codes.BinaryCodes;
import hourglass.codes.Thresholds;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Model;

/**
 * A fitted hash function: items to bits, of which each is 1 where a number of the item's code is above 0. The numbers are
 * margins, by which codes can also be compared before they are bits.
 */
public sealed interface Hasher extends Model permits SignHasher, LinearHasher, SpectralHasher, KernelHasher {
    /** Rows that are encoded at once. */
    int BLOCK = 8192;

    /** What makes the numbers of its codes bits. */
    default Thresholds thresholds() {
        return Thresholds.same(codeSize(), 0);
    }

    /**
     * The binary codes of data; memory is that of the bits and some thousand rows.
     *
     * @param data of {@link #visible} columns, finite
     * @param team the threads that share the work
     */
    default BinaryCodes binaryCodes(Rows data, ThreadTeam team) {
        Thresholds thresholds = thresholds();
        int words = (codeSize() + Long.SIZE - 1) / Long.SIZE;
        long[] packed = new long[Math.multiplyExact(data.count(), words)];
        for (int from = 0; from < data.count(); from += BLOCK) {
            Matrix block = encode(data.slice(from, Math.min(data.count(), from + BLOCK)), team);
            for (int row = 0; row < block.count(); row++) {
                thresholds.pack(block.values(), row * codeSize(), packed, (from + row) * words);
            }
        }
        return BinaryCodes.of(codeSize(), packed);
    }

    /** The binary codes of data, on the threads of this process. */
    default BinaryCodes binaryCodes(Rows data) {
        return binaryCodes(data, ThreadTeam.shared());
    }

    @Override
    default float[] encode(float[] items, ThreadTeam team) {
        return encode(Rows.of(items, visible()), team).values();
    }

    @Override
    Matrix encode(Rows data, ThreadTeam team);
}
