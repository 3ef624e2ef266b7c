package hourglass.eval;

import hourglass.data.Matrix;
import hourglass.matrix.Blas;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The nearest points of each query by Euclidean distance, exact up to the rounding of floats: all distances are computed, by
 * blocks, as |b|<sup>2</sup> - 2 a b, which is one matrix product, and the k smallest of each row are kept. Of equally near points
 * the one with the smaller number comes first.
 *
 * @param k neighbours of a query
 * @param rows the numbers of the neighbours, {@code k} for each query, nearest first
 * @param distances the squared distances to them, in the same layout
 */
public record NearestNeighbors(int k, int[] rows, float[] distances) {
    /** Queries and points of a block: enough for products at full speed, and its distances stay in the second-level cache. */
    private static final int QUERIES = 512;

    private static final int POINTS = 512;
    /** The points of a block stand in so many columns, of which the least key is looked at first. */
    private static final int COLUMNS = 128;

    /** Blocks of queries for each thread, at least, so that none waits long for the others. */
    private static final int BLOCKS = 4;

    /**
     * Finds the neighbours of queries.
     *
     * @param points to search among
     * @param queries of as many columns
     * @param k neighbours of each, from 1 to the number of points
     * @param team the threads that share the work
     */
    public static NearestNeighbors find(Matrix points, Matrix queries, int k, ThreadTeam team) {
        return find(points, queries, k, false, team);
    }

    /** Finds the neighbours of queries on the threads of this process. */
    public static NearestNeighbors find(Matrix points, Matrix queries, int k) {
        return find(points, queries, k, ThreadTeam.shared());
    }

    /**
     * Finds the neighbours of each point among the others (leave one out).
     *
     * @param k neighbours of each, from 1 to one less than there are points
     */
    public static NearestNeighbors among(Matrix points, int k, ThreadTeam team) {
        return find(points, points, k, true, team);
    }

    /** Finds the neighbours of each point among the others, on the threads of this process. */
    public static NearestNeighbors among(Matrix points, int k) {
        return among(points, k, ThreadTeam.shared());
    }

    private static NearestNeighbors find(Matrix points, Matrix queries, int k, boolean others, ThreadTeam team) {
        int most = points.count() - (others ? 1 : 0);
        if (points.columns() != queries.columns() || k < 1 || k > most) {
            throw new IllegalArgumentException(
                    "%d neighbours of %s queries among %s points; there are %d".formatted(k, queries, points, most));
        }
        NearestNeighbors found = new NearestNeighbors(k, new int[queries.count() * k], new float[queries.count() * k]);
        float[] squares = squares(points);
        AtomicInteger next = new AtomicInteger();
        int height = Math.min(QUERIES, 1 + queries.count() / (BLOCKS * team.size()));
        team.run((part, parts) -> {
            Search search = new Search(points, squares, queries, k, others, height);
            // Blocks are handed out one by one, so that a thread that is held up does not hold up the others.
            for (int from = next.getAndAdd(height); from < queries.count(); from = next.getAndAdd(height)) {
                search.run(from, Math.min(queries.count(), from + height), found);
            }
        });
        return found;
    }

    private static float[] squares(Matrix points) {
        int columns = points.columns();
        float[] values = points.values();
        float[] squares = new float[points.count()];
        for (int row = 0; row < squares.length; row++) {
            float sum = 0;
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                sum += values[i] * values[i];
            }
            squares[row] = sum;
        }
        return squares;
    }

    /** The number of queries. */
    public int queries() {
        return rows.length / k;
    }

    /**
     * The class of each query by the vote of its nearest neighbours; of classes with equally many votes, that of the nearest.
     *
     * @param labels the class of each point, from 0 on; negative for points that do not vote
     * @param voters how many neighbours vote, from 1 to {@code k}
     * @return a class for each query, -1 where nobody votes
     */
    public int[] vote(int[] labels, int voters) {
        if (voters < 1 || voters > k) {
            throw new IllegalArgumentException("%d of %d neighbours cannot vote".formatted(voters, k));
        }
        int[] votes = new int[Math.max(0, Arrays.stream(labels).max().orElse(-1)) + 1];
        int[] classes = new int[queries()];
        for (int query = 0; query < classes.length; query++) {
            int best = -1;
            for (int i = query * k; i < query * k + voters; i++) {
                if (labels[rows[i]] >= 0) {
                    votes[labels[rows[i]]]++;
                }
            }
            for (int i = query * k; i < query * k + voters; i++) {
                int label = labels[rows[i]];
                best = label >= 0 && (best < 0 || votes[label] > votes[best]) ? label : best;
            }
            for (int i = query * k; i < query * k + voters; i++) {
                if (labels[rows[i]] >= 0) {
                    votes[labels[rows[i]]] = 0;
                }
            }
            classes[query] = best;
        }
        return classes;
    }

    /**
     * The share of queries that the vote of their neighbours puts into another class than their own.
     *
     * @param labels the class of each point
     * @param expected the class of each query
     * @param voters how many neighbours vote, from 1 to {@code k}
     */
    public double error(int[] labels, int[] expected, int voters) {
        int[] voted = vote(labels, voters);
        int wrong = 0;
        for (int query = 0; query < voted.length; query++) {
            wrong += voted[query] == expected[query] ? 0 : 1;
        }
        return (double) wrong / voted.length;
    }

    /** One thread's search. */
    private static final class Search {
        private final Matrix points;
        private final float[] squares;
        private final Matrix queries;
        private final boolean others;
        private final float[] keys;
        private final float[] minima = new float[POINTS / 2];
        /** The queries of a block times -2. */
        private final float[] scaled;

        private final Nearest[] nearest;

        Search(Matrix points, float[] squares, Matrix queries, int k, boolean others, int height) {
            this.points = points;
            this.squares = squares;
            this.queries = queries;
            this.others = others;
            this.keys = new float[height * POINTS];
            this.scaled = new float[height * queries.columns()];
            this.nearest = new Nearest[height];
            Arrays.setAll(nearest, i -> new Nearest(k));
        }

        void run(int from, int to, NearestNeighbors found) {
            int columns = queries.columns();
            for (int i = 0; i < (to - from) * columns; i++) {
                scaled[i] = -2 * queries.values()[from * columns + i];
            }
            for (int i = 0; i < to - from; i++) {
                nearest[i].clear();
            }
            for (int at = 0; at < points.count(); at += POINTS) {
                int n = Math.min(POINTS, points.count() - at);
                measure(to - from, at, n);
                for (int query = from; query < to; query++) {
                    int omitted = others ? query - at : -1;
                    nearest[query - from].offer(at, keys, (query - from) * POINTS, n, omitted, minima);
                }
            }
            for (int query = from; query < to; query++) {
                nearest[query - from].write(points, queries, query, found);
            }
        }

        /** The keys of a block: to |b|^2, which stands there first, the product adds -2 a b. */
        private void measure(int m, int at, int n) {
            int columns = queries.columns();
            for (int row = 0; row < m; row++) {
                System.arraycopy(squares, at, keys, row * POINTS, n);
                Arrays.fill(keys, row * POINTS + n, (row + 1) * POINTS, Float.POSITIVE_INFINITY);
            }
            Blas.multiplyTransposed(
                    m, n, columns, scaled, 0, columns, points.values(), at * columns, columns, 1f, keys, 0, POINTS);
        }
    }

    /** The nearest points of a query so far: a heap with the farthest on top. */
    private static final class Nearest {
        private final float[] keys;
        private final int[] rows;
        private int size;

        Nearest(int k) {
            this.keys = new float[k];
            this.rows = new int[k];
        }

        void clear() {
            size = 0;
        }

        /**
         * Offers the points of a block. Few are near enough, so the least key of each {@link #COLUMNS}-th point is found first, by
         * loops that compile to vector code, and only where it is small enough the points themselves are looked at.
         *
         * @param at the number of the block's first point
         * @param keys |b|^2 - 2 a b of each point from {@code from} on, infinite beyond the last
         * @param n points
         * @param omitted the place in the block of a point that is left out
         */
        void offer(int at, float[] keys, int from, int n, int omitted, float[] minima) {
            int half = POINTS / 2;
            for (int i = 0; i < half; i++) {
                minima[i] = Math.min(keys[from + i], keys[from + half + i]);
            }
            for (int width = half / 2; width >= COLUMNS; width /= 2) {
                for (int i = 0; i < width; i++) {
                    minima[i] = Math.min(minima[i], minima[width + i]);
                }
            }
            float worst = worst();
            for (int column = 0; column < COLUMNS; column++) {
                // So written, a NaN does not hide the other points of its column.
                if (!(minima[column] > worst)) {
                    for (int i = column; i < n; i += COLUMNS) {
                        if (keys[from + i] <= worst && i != omitted) {
                            add(keys[from + i], at + i);
                            worst = worst();
                        }
                    }
                }
            }
        }

        private float worst() {
            return size < keys.length ? Float.POSITIVE_INFINITY : keys[0];
        }

        private void add(float key, int row) {
            if (size < keys.length) {
                int i = size++;
                while (i > 0 && isAfter(key, row, (i - 1) / 2)) {
                    set(i, (i - 1) / 2);
                    i = (i - 1) / 2;
                }
                keys[i] = key;
                rows[i] = row;
            } else if (!isAfter(key, row, 0)) {
                replaceFarthest(key, row);
            }
        }

        private void replaceFarthest(float key, int row) {
            int i = 0;
            while (2 * i + 1 < size) {
                int child = 2 * i + 1;
                if (child + 1 < size && isAfter(keys[child + 1], rows[child + 1], child)) {
                    child++;
                }
                if (isAfter(key, row, child)) {
                    break;
                }
                set(i, child);
                i = child;
            }
            keys[i] = key;
            rows[i] = row;
        }

        private boolean isAfter(float key, int row, int other) {
            return key > keys[other] || (key == keys[other] && row > rows[other]);
        }

        private void set(int i, int from) {
            keys[i] = keys[from];
            rows[i] = rows[from];
        }

        /** Sorts by distances computed again from the differences, in which less cancels than in the keys. */
        void write(Matrix points, Matrix queries, int query, NearestNeighbors found) {
            int k = keys.length;
            int to = query * k;
            for (int i = 0; i < k; i++) {
                float distance = (float) points.squaredDistance(rows[i], queries, query);
                int place = to + i;
                while (place > to
                        && (found.distances[place - 1] > distance
                                || (found.distances[place - 1] == distance && found.rows[place - 1] > rows[i]))) {
                    found.distances[place] = found.distances[place - 1];
                    found.rows[place] = found.rows[place - 1];
                    place--;
                }
                found.distances[place] = distance;
                found.rows[place] = rows[i];
            }
        }
    }
}
