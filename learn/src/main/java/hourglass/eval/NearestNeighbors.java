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
    /** Queries and points of a block: its distances stay in the second-level cache. */
    private static final int QUERIES = 128;

    private static final int POINTS = 1024;

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
        team.run((part, parts) -> {
            Search search = new Search(points, squares, queries, k, others);
            // Blocks are handed out one by one, so that a thread that is held up does not hold up the others.
            for (int from = next.getAndAdd(QUERIES); from < queries.count(); from = next.getAndAdd(QUERIES)) {
                search.run(from, Math.min(queries.count(), from + QUERIES), found);
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
        private final float[] products = new float[QUERIES * POINTS];
        private final float[] twice;
        private final Nearest[] nearest = new Nearest[QUERIES];

        Search(Matrix points, float[] squares, Matrix queries, int k, boolean others) {
            this.points = points;
            this.squares = squares;
            this.queries = queries;
            this.others = others;
            this.twice = new float[QUERIES * queries.columns()];
            for (int i = 0; i < QUERIES; i++) {
                nearest[i] = new Nearest(k);
            }
        }

        void run(int from, int to, NearestNeighbors found) {
            int columns = queries.columns();
            for (int i = 0; i < (to - from) * columns; i++) {
                twice[i] = 2 * queries.values()[from * columns + i];
            }
            for (int i = 0; i < to - from; i++) {
                nearest[i].clear();
            }
            for (int at = 0; at < points.count(); at += POINTS) {
                int n = Math.min(POINTS, points.count() - at);
                Blas.multiplyTransposed(
                        to - from,
                        n,
                        columns,
                        twice,
                        0,
                        columns,
                        points.values(),
                        at * columns,
                        columns,
                        0f,
                        products,
                        0,
                        POINTS);
                for (int query = from; query < to; query++) {
                    int omitted = others ? query - at : -1;
                    nearest[query - from].offer(squares, at, products, (query - from) * POINTS, n, omitted);
                }
            }
            for (int query = from; query < to; query++) {
                nearest[query - from].write(points, queries, query, found);
            }
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

        void offer(float[] squares, int at, float[] products, int from, int n, int omitted) {
            float worst = size < keys.length ? Float.POSITIVE_INFINITY : keys[0];
            for (int i = 0; i < n; i++) {
                float key = squares[at + i] - products[from + i];
                if (key < worst && i != omitted) {
                    worst = add(key, at + i);
                }
            }
        }

        /** Points come by ascending number, so that of equal keys the one that came last goes first. */
        private float add(float key, int row) {
            if (size < keys.length) {
                int i = size++;
                while (i > 0 && isAfter(key, row, (i - 1) / 2)) {
                    set(i, (i - 1) / 2);
                    i = (i - 1) / 2;
                }
                keys[i] = key;
                rows[i] = row;
            } else {
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
            return size < keys.length ? Float.POSITIVE_INFINITY : keys[0];
        }

        private boolean isAfter(float key, int row, int other) {
            return key > keys[other] || (key == keys[other] && row > rows[other]);
        }

        private void set(int i, int from) {
            keys[i] = keys[from];
            rows[i] = rows[from];
        }

        /** Sorts by distances computed anew from the differences, in which less cancels than in the keys. */
        void write(Matrix points, Matrix queries, int query, NearestNeighbors found) {
            int k = keys.length;
            int to = query * k;
            for (int i = 0; i < k; i++) {
                float distance = squaredDistance(points, rows[i], queries, query);
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

        private static float squaredDistance(Matrix points, int row, Matrix queries, int query) {
            int columns = points.columns();
            double sum = 0;
            for (int i = 0; i < columns; i++) {
                double difference = (double) points.values()[row * columns + i] - queries.values()[query * columns + i];
                sum += difference * difference;
            }
            return (float) sum;
        }
    }
}
