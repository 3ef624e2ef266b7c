package hourglass.bench;

import hourglass.codes.BinaryCodes;
import hourglass.codes.HammingIndex;
import hourglass.codes.Neighbors;
import hourglass.codes.Searcher;
import java.util.Arrays;

/** What each query searches for. */
enum SearchQuestion {
    /** All codes within radius 3. */
    BALL {
        @Override
        void ask(Searcher searcher, long[] query, Neighbors result) {
            searcher.within(query, RADIUS, result);
        }

        @Override
        void candidates(Searcher searcher, long[] query, Neighbors result) {
            searcher.candidates(query, RADIUS, result);
        }

        @Override
        Neighbors[] together(HammingIndex index, BinaryCodes queries, int threads) {
            return index.within(queries, RADIUS, threads);
        }

        @Override
        long sum(Neighbors answer) {
            return answer.count();
        }
    },
    /** The 10 nearest codes. */
    NEAREST {
        @Override
        void ask(Searcher searcher, long[] query, Neighbors result) {
            searcher.nearest(query, COUNT, result);
        }

        @Override
        void candidates(Searcher searcher, long[] query, Neighbors result) {
            ask(searcher, query, result);
        }

        @Override
        Neighbors[] together(HammingIndex index, BinaryCodes queries, int threads) {
            return index.nearest(queries, COUNT, threads);
        }

        @Override
        long sum(Neighbors answer) {
            return Arrays.stream(answer.distances()).sum();
        }
    };

    static final int RADIUS = 3;
    static final int COUNT = 10;

    abstract void ask(Searcher searcher, long[] query, Neighbors result);

    /** As above, but the answers may come in any order. */
    abstract void candidates(Searcher searcher, long[] query, Neighbors result);

    /** All queries at once. */
    abstract Neighbors[] together(HammingIndex index, BinaryCodes queries, int threads);

    /** How long a query takes if all are handed over at once. */
    double microsTogether(HammingIndex index, BinaryCodes queries, int threads) {
        long start = System.nanoTime();
        int answers = together(index, queries, threads).length;
        return (System.nanoTime() - start) / 1e3 / answers;
    }

    /** What answers of faiss are held against, since it orders items of one distance as it likes. */
    abstract long sum(Neighbors answer);
}
