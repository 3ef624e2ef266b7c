package hourglass.hashing;

import hourglass.codes.BinaryCodes;
import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;

/**
 * One-bit codes of vectors with three numbers beside each, from which inner products and distances to queries that are kept as numbers
 * are estimated without bias and with a bound of the error (J. Gao, C. Long, <i>RaBitQ</i>, SIGMOD 2024). Rescoring by it orders what a search by
 * Hamming distance finds, without the vectors.
 *
 * <p>With o the direction of an item from the centre, rotated at random, o&#772; = sgn(o) / sqrt(D) its code, and q a query's, &lt;o&#772;, q&gt; /
 * &lt;o&#772;, o&gt; estimates &lt;o, q&gt; (theorem 3.2). The error exceeds e sqrt((1 - a<sup>2</sup>) / a<sup>2</sup> / (D - 1)) with a = &lt;o&#772;, o&gt; with a
 * probability that falls as exp(-c e<sup>2</sup>); the paper takes e = 1.9.
 *
 * <table><caption>The paper's symbols</caption>
 * <tr><td>P<sup>-1</sup></td><td>{@link LinearHasher#directions} of a {@link RandomRotation}</td></tr>
 * <tr><td>c</td><td>{@link LinearHasher#mean}</td></tr>
 * <tr><td>|o<sub>r</sub> - c|</td><td>{@link #norms}</td></tr>
 * <tr><td>&lt;o&#772;, o&gt;</td><td>{@link #alignments}</td></tr>
 * <tr><td>B<sub>q</sub></td><td>4 bits for each number of a query</td></tr>
 * </table>
 *
 * <p>An item at the centre has norm 0 and code 0, and its estimates are exact. Immutable, usable from several threads.
 */
public final class RaBitQ {
    /** The factor of the error's bound that the paper takes. */
    public static final double BOUND = 1.9;

    private static final int BLOCK = 8192;

    private final LinearHasher rotation;
    private final int words;
    private final long[] packed;
    private final float[] norms;
    private final float[] alignments;
    private final float[] centreProducts;

    private RaBitQ(LinearHasher rotation, int count) {
        this.rotation = rotation;
        this.words = (rotation.codeSize() + Long.SIZE - 1) / Long.SIZE;
        this.packed = new long[Math.multiplyExact(count, words)];
        this.norms = new float[count];
        this.alignments = new float[count];
        this.centreProducts = new float[count];
    }

    /**
     * Codes data, which are read once, some thousand rows at a time.
     *
     * @param rotation with as many bits as columns, which {@link RandomRotation} fits
     * @param data finite
     * @param team the threads that share the work
     * @throws InputException if the rotation is not whole
     */
    public static RaBitQ of(LinearHasher rotation, Rows data, ThreadTeam team) {
        if (rotation.codeSize() != rotation.visible()) {
            throw new InputException(
                    "rotation",
                    "",
                    "has %d bits of %d columns, and estimates need all"
                            .formatted(rotation.codeSize(), rotation.visible()),
                    "fit a random rotation of %d bits".formatted(rotation.visible()));
        }
        RaBitQ codes = new RaBitQ(rotation, data.count());
        for (int from = 0; from < data.count(); from += BLOCK) {
            Rows block = data.slice(from, Math.min(data.count(), from + BLOCK));
            Matrix rotated = rotation.encode(block, team);
            codes.add(block, rotated, from, team);
        }
        return codes;
    }

    /** As {@link #of(LinearHasher, Rows, ThreadTeam)}, on the threads of this process. */
    public static RaBitQ of(LinearHasher rotation, Rows data) {
        return of(rotation, data, ThreadTeam.shared());
    }

    private void add(Rows block, Matrix rotated, int from, ThreadTeam team) {
        int d = rotation.codeSize();
        team.run((part, parts) -> {
            float[] item = new float[d];
            for (int row = Block.start(block.count(), part, parts);
                    row < Block.start(block.count(), part + 1, parts);
                    row++) {
                block.read(row, item, 0);
                centreProducts[from + row] = (float) product(item, rotation.mean());
                add(rotated, row, from + row);
            }
        });
    }

    private void add(Matrix rotated, int row, int item) {
        int d = rotation.codeSize();
        double square = 0;
        double sum = 0;
        for (int i = 0; i < d; i++) {
            float value = rotated.get(row, i);
            square += (double) value * value;
            sum += Math.abs(value);
            if (value > 0) {
                packed[item * words + (i >> 6)] |= 1L << i;
            }
        }
        double norm = Math.sqrt(square);
        norms[item] = (float) norm;
        alignments[item] = norm > 0 ? (float) (sum / (Math.sqrt(d) * norm)) : 1;
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    /** The number of items. */
    public int count() {
        return norms.length;
    }

    /** The bits of all items. */
    public BinaryCodes codes() {
        return BinaryCodes.of(rotation.codeSize(), packed);
    }

    /** The distance of each item from the centre; not to be changed. */
    public float[] norms() {
        return norms;
    }

    /** The cosine of each item's direction with its code's, 1 for an item at the centre; not to be changed. */
    public float[] alignments() {
        return alignments;
    }

    /**
     * Prepares a query: it is rotated, and its numbers are rounded to 4 bits, up or down at random such that their mean is right.
     *
     * @param vector of as many columns as the items
     */
    public Query query(float[] vector) {
        return new Query(vector);
    }

    /** A query, with the estimates of what it has to do with items. */
    public final class Query {
        private final QueryPlanes planes;
        private final double norm;
        private final double centreDistance;
        private final double offset;

        private Query(float[] vector) {
            if (vector.length != rotation.visible()) {
                throw new IllegalArgumentException(
                        "a query of %d numbers for items of %d".formatted(vector.length, rotation.visible()));
            }
            float[] centre = rotation.mean();
            float[] rotated = rotation.encode(vector);
            this.planes = new QueryPlanes(rotated);
            this.norm = Math.sqrt(product(vector, vector));
            this.centreDistance = Math.sqrt(product(rotated, rotated));
            this.offset = product(vector, centre) - product(centre, centre);
        }

        /** The estimated inner product of the differences from the centre of item and query. */
        private double centred(int item) {
            if (norms[item] == 0) {
                return 0;
            }
            return norms[item] * planes.product(packed, item * words, words) / alignments[item];
        }

        /** The estimated inner product with an item. */
        public double innerProduct(int item) {
            return centred(item) + offset + centreProducts[item];
        }

        /** The estimated squared distance from an item, at least 0. */
        public double squaredDistance(int item) {
            double square = (double) norms[item] * norms[item] + centreDistance * centreDistance - 2 * centred(item);
            return Math.max(0, square);
        }

        /** The estimated cosine of the angle to an item, -1 to 1; that of a vector of zeros is 0. */
        public double cosine(int item) {
            float[] centre = rotation.mean();
            double square = (double) norms[item] * norms[item] + 2.0 * centreProducts[item] - product(centre, centre);
            double lengths = norm * Math.sqrt(Math.max(0, square));
            return lengths > 0 ? Math.max(-1, Math.min(1, innerProduct(item) / lengths)) : 0;
        }

        /**
         * What the estimate of the inner product is rarely off by more; twice that for the squared distance. The rounding of the query, which
         * is far smaller, is not in it.
         */
        public double errorBound(int item) {
            double a = alignments[item];
            int d = rotation.codeSize();
            return BOUND
                    * norms[item]
                    * centreDistance
                    * Math.sqrt(Math.max(0, 1 - a * a) / (a * a) / Math.max(1, d - 1));
        }
    }
}
