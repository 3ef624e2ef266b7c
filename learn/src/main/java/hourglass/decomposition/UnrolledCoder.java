package hourglass.decomposition;

import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.Elementwise;
import hourglass.matrix.ThreadTeam;
import hourglass.model.EncoderDecoder;

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
 * @param visible the columns of an item
 * @param codeSize the atoms of the dictionary, and numbers of a code
 * @param steps T, at least 0
 * @param parameters W, S and b; not copied, must not be changed afterwards
 * @param dictionary D, one atom a row; not copied, must not be changed afterwards
 */
public record UnrolledCoder(int visible, int codeSize, int steps, float[] parameters, float[] dictionary)
        implements EncoderDecoder {
    /** Items that a thread encodes at a time: their codes stay in its cache. */
    private static final int CHUNK = 64;

    public UnrolledCoder {
        if (visible < 1 || codeSize < 1 || steps < 0) {
            throw new IllegalArgumentException(
                    "a coder has 1 or more columns and atoms, and 0 or more steps, not %d, %d and %d"
                            .formatted(visible, codeSize, steps));
        }
        if (parameters.length != dimension(visible, codeSize)) {
            throw new IllegalArgumentException("%d parameters for a coder of %d columns and %d atoms, which has %d"
                    .formatted(parameters.length, visible, codeSize, dimension(visible, codeSize)));
        }
        if (dictionary.length != codeSize * visible) {
            throw new IllegalArgumentException("%d numbers for a dictionary of %d atoms of %d columns"
                    .formatted(dictionary.length, codeSize, visible));
        }
    }

    /** The number of parameters. */
    public static int dimension(int visible, int codeSize) {
        return Math.addExact(Math.multiplyExact(visible + codeSize, codeSize), codeSize);
    }

    /** The same with other W, S and b. */
    public UnrolledCoder withParameters(float[] parameters) {
        return new UnrolledCoder(visible, codeSize, steps, parameters, dictionary);
    }

    /** The codes of items, without negative numbers. */
    @Override
    public float[] encode(float[] items, ThreadTeam team) {
        if (items.length % visible != 0) {
            throw new IllegalArgumentException("%d numbers for items of %d columns".formatted(items.length, visible));
        }
        int rows = items.length / visible;
        float[] codes = new float[Math.multiplyExact(rows, codeSize)];
        team.run((part, parts) -> {
            float[] inputs = new float[CHUNK * codeSize];
            float[][] turns = new float[2][CHUNK * codeSize];
            int end = Block.start(rows, part + 1, parts);
            for (int from = Block.start(rows, part, parts); from < end; from += CHUNK) {
                int count = Math.min(CHUNK, end - from);
                inputs(parameters, items, from, count, inputs, 0);
                first(inputs, turns[0], 0, count);
                for (int step = 1; step <= steps; step++) {
                    next(parameters, inputs, turns[(step + 1) % 2], turns[step % 2], 0, count);
                }
                System.arraycopy(turns[steps % 2], 0, codes, from * codeSize, count * codeSize);
            }
        });
        return codes;
    }

    /** The sums of the atoms that codes weigh. */
    @Override
    public float[] decode(float[] codes, ThreadTeam team) {
        if (codes.length % codeSize != 0) {
            throw new IllegalArgumentException("%d numbers for codes of %d".formatted(codes.length, codeSize));
        }
        int rows = codes.length / codeSize;
        float[] items = new float[Math.multiplyExact(rows, visible)];
        team.run((part, parts) -> {
            int from = Block.start(rows, part, parts);
            int count = Block.start(rows, part + 1, parts) - from;
            Blas.multiply(
                    count,
                    visible,
                    codeSize,
                    codes,
                    from * codeSize,
                    codeSize,
                    dictionary,
                    0,
                    visible,
                    0,
                    items,
                    from * visible,
                    visible);
        });
        return items;
    }

    /**
     * x W + b, for some rows.
     *
     * @param parameters as of this coder, in its place
     * @param from the first of the items
     * @param to where the first is put
     */
    public void inputs(float[] parameters, float[] items, int from, int count, float[] inputs, int to) {
        int biases = (visible + codeSize) * codeSize;
        for (int row = to; row < to + count; row++) {
            System.arraycopy(parameters, biases, inputs, row * codeSize, codeSize);
        }
        Blas.multiply(
                count,
                codeSize,
                visible,
                items,
                from * visible,
                visible,
                parameters,
                0,
                codeSize,
                1,
                inputs,
                to * codeSize,
                codeSize);
    }

    /** z(0) of the same rows of inputs. */
    public void first(float[] inputs, float[] codes, int from, int count) {
        System.arraycopy(inputs, from * codeSize, codes, from * codeSize, count * codeSize);
        Elementwise.rectify(codes, from * codeSize, count * codeSize);
    }

    /** z(t) by the same rows of inputs and of z(t-1). */
    public void next(float[] parameters, float[] inputs, float[] before, float[] codes, int from, int count) {
        int at = from * codeSize;
        System.arraycopy(inputs, at, codes, at, count * codeSize);
        Blas.multiply(
                count,
                codeSize,
                codeSize,
                before,
                at,
                codeSize,
                parameters,
                visible * codeSize,
                codeSize,
                1,
                codes,
                at,
                codeSize);
        Elementwise.rectify(codes, at, count * codeSize);
    }
}
