package hourglass.library;

import java.nio.file.Path;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * What to search for: made from an example, then narrowed.
 *
 * <pre>{@code
 * Search.words("space shuttle").withRadius(3).withRanking(Ranking.TF_IDF).withFilter(ItemFilters.topic("sci.space"))
 * }</pre>
 *
 * @param example for which similar items are searched
 * @param top how many hits at most, 1 or more
 * @param radius the largest Hamming distance, from 0 to the length of the codes, or null for any
 * @param candidates how many of the nearest are reordered if the ranking is not by distance and there is no radius;
 *     where there is one, all within it are
 * @param filter what hits must match, or null for all items
 * @param ranking what orders the hits
 */
public record Search(
        Example example,
        int top,
        @Nullable Integer radius,
        int candidates,
        @Nullable Query filter,
        Ranking ranking) {
    public Search {
        if (top < 1 || candidates < 1) {
            throw new IllegalArgumentException(
                    "a search needs 1 or more hits and 1 or more candidates, not %d of %d".formatted(top, candidates));
        }
        if (radius != null && radius < 0) {
            throw new IllegalArgumentException("a radius is 0 or more, not " + radius);
        }
    }

    /** The 10 nearest of an example, by distance. */
    public static Search of(Example example) {
        return new Search(example, 10, null, 1000, null, Ranking.DISTANCE);
    }

    public static Search words(String text) {
        return of(new Example.Words(text));
    }

    public static Search like(String id) {
        return of(new Example.Like(id));
    }

    public static Search file(Path path) {
        return of(new Example.File(path));
    }

    public static Search values(float[] values) {
        return of(new Example.Values(values));
    }

    public static Search code(long... code) {
        return of(new Example.Binary(code));
    }

    public Search withTop(int top) {
        return new Search(example, top, radius, candidates, filter, ranking);
    }

    public Search withRadius(int radius) {
        return new Search(example, top, radius, candidates, filter, ranking);
    }

    public Search withCandidates(int candidates) {
        return new Search(example, top, radius, candidates, filter, ranking);
    }

    public Search withFilter(Query filter) {
        return new Search(example, top, radius, candidates, filter, ranking);
    }

    public Search withRanking(Ranking ranking) {
        return new Search(example, top, radius, candidates, filter, ranking);
    }
}
