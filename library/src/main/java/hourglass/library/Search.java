package hourglass.library;

import hourglass.matrix.Metric;
import java.nio.file.Path;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * A search for items that are similar to an example, which {@code with...} methods narrow:
 *
 * <pre>{@code
 * Search.words("space shuttle").withRadius(3).withRanking(Ranking.TF_IDF).withFilter(ItemFilters.topic("sci.space"))
 * }</pre>
 *
 * @param example for which similar items are searched
 * @param top the largest number of hits, 1 or more; or null for all within the radius if there is one, else 10
 * @param radius the largest Hamming distance, from 0 to the length of the codes, or null for any
 * @param candidates how many of the nearest are reordered if the order is not by distance and there is no radius;
 *     where there is one, all within it are
 * @param filter what hits must match, or null for all items
 * @param ranking the order of the hits; or null for the distance, except that a library of few documents is ranked by
 *     TF-IDF, and one of vectors rescored, if there is no radius: see {@link Snapshot#search}
 * @param metric by which the vectors of the candidates are compared, which orders the hits in the place of a ranking, or null
 * @param withTexts whether hits have their titles and snippets, which take longer to read than to find
 */
public record Search(
        Example example,
        @Nullable Integer top,
        @Nullable Integer radius,
        int candidates,
        @Nullable Query filter,
        @Nullable Ranking ranking,
        @Nullable Metric metric,
        boolean withTexts) {
    private static final int TOP = 10;

    public Search {
        if ((top != null && top < 1) || candidates < 1) {
            throw new IllegalArgumentException(
                    "a search needs 1 or more hits and 1 or more candidates, not %d of %d".formatted(top, candidates));
        }
        if (radius != null && radius < 0) {
            throw new IllegalArgumentException("a radius is 0 or more, not " + radius);
        }
        if (ranking != null && metric != null) {
            throw new IllegalArgumentException(
                    "hits are in the order of %s or of %s, not of both".formatted(ranking, metric));
        }
    }

    /** A search for the items near an example, with the defaults of the {@code with...} methods. */
    public static Search of(Example example) {
        return new Search(example, null, null, 1000, null, null, null, true);
    }

    /** A search by words, or by a whole text. */
    public static Search words(String text) {
        return of(new Example.Words(text));
    }

    /** A search by an item of the library, which is not among the hits itself. */
    public static Search like(String id) {
        return of(new Example.Like(id));
    }

    /** A search by a file of one item. */
    public static Search file(Path path) {
        return of(new Example.File(path));
    }

    /** A search by a row of numbers, for models of numbers. */
    public static Search values(float[] values) {
        return of(new Example.Values(values));
    }

    /** A search by a binary code. */
    public static Search code(long... code) {
        return of(new Example.Binary(code));
    }

    /** A search by a real code. */
    public static Search realCode(float... code) {
        return of(new Example.Real(code));
    }

    /** The largest number of hits (default: 10, or all within the radius if there is one). */
    public Search withTop(int top) {
        return new Search(example, top, radius, candidates, filter, ranking, metric, withTexts);
    }

    /** The largest Hamming distance of a hit (default: unlimited). */
    public Search withRadius(int radius) {
        return new Search(example, top, radius, candidates, filter, ranking, metric, withTexts);
    }

    /** The number of nearest items that a ranking other than the distance reorders if there is no radius (default: 1000). */
    public Search withCandidates(int candidates) {
        return new Search(example, top, radius, candidates, filter, ranking, metric, withTexts);
    }

    /** A query of Lucene that hits must match (default: all items). */
    public Search withFilter(Query filter) {
        return new Search(example, top, radius, candidates, filter, ranking, metric, withTexts);
    }

    /** The order of the hits (default: the distance, or TF-IDF in a library of few documents, or rescoring in one of vectors). */
    public Search withRanking(Ranking ranking) {
        return new Search(example, top, radius, candidates, filter, ranking, null, withTexts);
    }

    /**
     * Orders the nearest items by their vectors themselves, which a library of vectors keeps (default: 100 by their cosine, if there
     * is neither a ranking nor a radius).
     *
     * @param candidates how many of the nearest, 1 or more; where there is a radius, all within it
     * @param metric by which the vectors are compared; it gives the scores
     */
    public Search withRescoring(int candidates, Metric metric) {
        return new Search(example, top, radius, candidates, filter, null, metric, withTexts);
    }

    /** The same, of which the hits have neither titles nor snippets, only ids (default: both). */
    public Search withoutTexts() {
        return new Search(example, top, radius, candidates, filter, ranking, metric, false);
    }

    /** The largest number of hits, given or default. */
    int most() {
        if (top != null) {
            return top;
        }
        return radius == null ? TOP : Integer.MAX_VALUE;
    }
}
