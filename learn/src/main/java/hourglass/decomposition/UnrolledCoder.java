package hourglass.decomposition;

import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.Elementwise;
import hourglass.matrix.ThreadTeam;

/**
 * Nearly the sparse codes that {@link SparseCoder} finds, in a fixed number of steps: the learned iterative shrinkage of K. Gregor and Y.
 * LeCun, <i>Learning fast approximations of sparse coding</i>, ICML 2010, algorithm 3, for codes without negative numbers. With
 * h(v) = max(0, v)
 *
 * <pre>{@code z(0) = h(x W + b),  z(t) = h(x W + z(t-1) S + b)}</pre>
 *
 * <p>Without steps it is the encoder of one layer of predictive sparse decomposition; a step lets the numbers of a code explain
 * each other away. With W = D' / L, S = I - D D' / L and b = -lambda / L, L being the largest eigenvalue of D D', it is
 * plain iterative shrinkage, which needs a hundred steps where learned ones need a few.
 *
 * <table><caption>The paper's symbols</caption>
 * <tr><td>W<sub>e</sub></td><td>W, transposed: the first numbers of {@code parameters}, a row for each column of an item</td></tr>
 * <tr><td>S</td><td>S, transposed: the next, a row for each number of the code before</td></tr>
 * <tr><td>theta</td><td>-b: the last. The paper's is one threshold for each number of a code, too</td></tr>
 * <tr><td>T</td><td>{@code steps}</td></tr>
 * </table>
 *
 * @param columns of an item
 * @param atoms of the dictionary, and numbers of a code
 * @param steps T, at least 0
 * @param parameters W, S and b; not copied, must not be changed afterwards
 */
public record UnrolledCoder(int columns, int atoms, int steps, float[] parameters) {
    /** Items that a thread encodes at a time: their codes stay in its cache. */
    private static final int CHUNK = 64;

    public UnrolledCoder {
        if (columns < 1 || atoms < 1 || steps < 0) {
            throw new IllegalArgumentException(
                    "a coder has 1 or more columns and atoms, and 0 or more steps, not %d, %d and %d"
                            .formatted(columns, atoms, steps));
        }
        if (parameters.length != dimension(columns, atoms)) {
            throw new IllegalArgumentException("%d parameters for a coder of %d columns and %d atoms, which has %d"
                    .formatted(parameters.length, columns, atoms, dimension(columns, atoms)));
        }
    }

    /** The number of parameters. */
    public static int dimension(int columns, int atoms) {
        return Math.addExact(Math.multiplyExact(columns + atoms, atoms), atoms);
    }

    /**
     * The codes of items.
     *
     * @param items row-major, {@code columns} columns
     * @param team the threads that share the work
     * @return row-major, {@code atoms} columns, none negative
     */
    public float[] encode(float[] items, ThreadTeam team) {
        if (items.length % columns != 0) {
            throw new IllegalArgumentException("%d numbers for items of %d columns".formatted(items.length, columns));
        }
        int rows = items.length / columns;
        float[] codes = new float[Math.multiplyExact(rows, atoms)];
        team.run((part, parts) -> {
            float[] inputs = new float[CHUNK * atoms];
            float[][] turns = new float[2][CHUNK * atoms];
            int end = Block.start(rows, part + 1, parts);
            for (int from = Block.start(rows, part, parts); from < end; from += CHUNK) {
                int count = Math.min(CHUNK, end - from);
                inputs(parameters, items, from, count, inputs, 0);
                first(inputs, turns[0], 0, count);
                for (int step = 1; step <= steps; step++) {
                    next(parameters, inputs, turns[(step + 1) % 2], turns[step % 2], 0, count);
                }
                System.arraycopy(turns[steps % 2], 0, codes, from * atoms, count * atoms);
            }
        });
        return codes;
    }

    /** As {@link #encode(float[], ThreadTeam)}, on the threads of this process. */
    public float[] encode(float[] items) {
        return encode(items, ThreadTeam.shared());
    }

    /**
     * x W + b, for some rows.
     *
     * @param parameters as of this coder, in its place
     * @param from the first of the items
     * @param to where the first is put
     */
    public void inputs(float[] parameters, float[] items, int from, int count, float[] inputs, int to) {
        int biases = (columns + atoms) * atoms;
        for (int row = to; row < to + count; row++) {
            System.arraycopy(parameters, biases, inputs, row * atoms, atoms);
        }
        Blas.multiply(
                count,
                atoms,
                columns,
                items,
                from * columns,
                columns,
                parameters,
                0,
                atoms,
                1,
                inputs,
                to * atoms,
                atoms);
    }

    /** z(0) of the same rows of inputs. */
    public void first(float[] inputs, float[] codes, int from, int count) {
        System.arraycopy(inputs, from * atoms, codes, from * atoms, count * atoms);
        Elementwise.rectify(codes, from * atoms, count * atoms);
    }

    /** z(t) by the same rows of inputs and of z(t-1). */
    public void next(float[] parameters, float[] inputs, float[] before, float[] codes, int from, int count) {
        int at = from * atoms;
        System.arraycopy(inputs, at, codes, at, count * atoms);
        Blas.multiply(count, atoms, atoms, before, at, atoms, parameters, columns * atoms, atoms, 1, codes, at, atoms);
        Elementwise.rectify(codes, at, count * atoms);
    }
}
