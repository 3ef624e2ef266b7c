package hourglass.hashing;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.Blas;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which rows of a sample are similar: those of a class, or each row and its nearest ones by Euclidean distance.
 *
 * @param similar to each row
 */
record TrainingPairs(int[][] similar) {
    /** Tries to find a row that is not similar, where nearly all are. */
    private static final int TRIES = 100;

    private static final int BLOCK = 256;

    /** By class; every row has one. */
    static TrainingPairs ofClasses(Rows rows) {
        Map<Integer, List<Integer>> members = IntStream.range(0, rows.count())
                .boxed()
                .collect(Collectors.groupingBy(rows::label, LinkedHashMap::new, Collectors.toList()));
        Map<Integer, int[]> arrays = new LinkedHashMap<>();
        members.forEach((label, list) ->
                arrays.put(label, list.stream().mapToInt(row -> row).toArray()));
        int[][] similar = new int[rows.count()][];
        Arrays.setAll(similar, row -> arrays.get(rows.label(row)));
        return new TrainingPairs(similar);
    }

    /** The k nearest of each row, without itself. */
    static TrainingPairs ofNeighbors(Matrix rows, int k) {
        int n = rows.count();
        int columns = rows.columns();
        double[] squares = KernelHasher.squares(rows.values(), n, columns);
        int[][] similar = new int[n][];
        float[] products = new float[BLOCK * n];
        for (int from = 0; from < n; from += BLOCK) {
            int count = Math.min(BLOCK, n - from);
            float[] values = rows.values();
            Blas.multiplyTransposed(
                    count, n, columns, values, from * columns, columns, values, 0, columns, 0, products, 0, n);
            for (int row = from; row < from + count; row++) {
                similar[row] = nearest(products, (row - from) * n, squares, row, Math.min(k, n - 1));
            }
        }
        return new TrainingPairs(similar);
    }

    private static int[] nearest(float[] products, int at, double[] squares, int row, int k) {
        long[] keys = new long[squares.length];
        for (int other = 0; other < keys.length; other++) {
            double distance = Math.max(0, squares[row] + squares[other] - 2.0 * products[at + other]);
            // The bits of floats of at least 0 are in their order.
            keys[other] = (long) Float.floatToRawIntBits((float) distance) << Integer.SIZE | other;
        }
        keys[row] = Long.MAX_VALUE;
        Arrays.sort(keys);
        int[] nearest = new int[k];
        Arrays.setAll(nearest, i -> (int) keys[i]);
        return nearest;
    }

    /** The number of rows. */
    int count() {
        return similar.length;
    }

    /** One that is similar to a row. */
    int similarTo(int row, SplittableRandom random) {
        return similar[row][random.nextInt(similar[row].length)];
    }

    /** One that is not, or in the end any. */
    int dissimilarTo(int row, SplittableRandom random) {
        int other = random.nextInt(count());
        for (int i = 0; i < TRIES && (other == row || areSimilar(row, other)); i++) {
            other = random.nextInt(count());
        }
        return other;
    }

    private boolean areSimilar(int row, int other) {
        if (similar[row] == similar[other]) {
            return true;
        }
        for (int one : similar[row]) {
            if (one == other) {
                return true;
            }
        }
        return false;
    }
}
