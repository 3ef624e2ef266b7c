package hourglass.server.api;

import hourglass.library.Example;
import hourglass.library.Ranking;
import hourglass.library.Search;
import hourglass.matrix.Metric;
import hourglass.server.http.ProblemException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * A search as a client asks for it; /openapi.json describes the fields.
 *
 * @param with what is shown of each hit beside its id, distance and score
 */
record QueryRequest(
        @Nullable String id,
        @Nullable String words,
        float @Nullable [] vector,
        @Nullable String picture,
        @Nullable String code,
        float @Nullable [] real,
        @Nullable FilterRequest filter,
        @Nullable Integer limit,
        @Nullable Integer radius,
        @Nullable String rank,
        @Nullable Integer rescore,
        @Nullable String metric,
        @Nullable String cursor,
        @Nullable Set<HitField> with)
        implements ExampleRequest {
    static final int MOST_HITS = 1000;

    private static final int DEFAULT_HITS = 10;
    /** The hits before a page are found again for it. */
    private static final int LAST_HIT = 10_000;

    private static final int MOST_CANDIDATES = 100_000;
    private static final Set<HitField> DEFAULT = Set.of(HitField.TITLE, HitField.SNIPPET);

    /** The number of hits that came before. */
    int offset() {
        if (cursor == null) {
            return 0;
        }
        try {
            return within("cursor", Integer.parseInt(cursor), 0, LAST_HIT - 1);
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("'%s' is not a cursor".formatted(cursor), "give what \"next\" was");
        }
    }

    /** The number of hits on a page. */
    int pageSize() {
        int size = limit == null ? (radius == null ? DEFAULT_HITS : MOST_HITS) : within("limit", limit, 1, MOST_HITS);
        return Math.min(size, LAST_HIT - offset());
    }

    Set<HitField> shown() {
        return with == null ? DEFAULT : with;
    }

    @Nullable
    Query filterQuery() {
        return filter == null ? null : filter.query();
    }

    /** The search for one hit more than there is room for, which tells whether there is another page. */
    Search search(Example example, @Nullable Query matching) {
        Search search = Search.of(example).withTop(offset() + pageSize() + 1);
        if (radius != null) {
            search = search.withRadius(within("radius", radius, 0, Integer.MAX_VALUE));
        }
        if (rank != null) {
            if (rescore != null || metric != null) {
                throw ProblemException.badRequest("rank goes with neither rescore nor metric", "give one of them");
            }
            search = search.withRanking(named("rank", rank, Ranking.values()));
        } else if (rescore != null || metric != null) {
            search = rescored(search);
        }
        if (!shown().contains(HitField.TITLE) && !shown().contains(HitField.SNIPPET)) {
            search = search.withoutTexts();
        }
        return matching == null ? search : search.withFilter(matching);
    }

    private Search rescored(Search search) {
        int candidates =
                rescore == null ? Math.max(100, offset() + pageSize()) : within("rescore", rescore, 0, MOST_CANDIDATES);
        return candidates == 0
                ? search.withRanking(Ranking.DISTANCE)
                : search.withRescoring(
                        candidates, metric == null ? Metric.COSINE : named("metric", metric, Metric.values()));
    }

    static int within(String field, int value, int least, int most) {
        if (value < least || value > most) {
            throw ProblemException.badRequest(
                    "%s is %d".formatted(field, value),
                    most == Integer.MAX_VALUE
                            ? "give %d or more".formatted(least)
                            : "give %d to %,d".formatted(least, most));
        }
        return value;
    }

    private static <E extends Enum<E>> E named(String field, String name, E[] values) {
        return Arrays.stream(values)
                .filter(value -> text(value).equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.badRequest(
                        "%s is '%s'".formatted(field, name),
                        "give one of "
                                + Arrays.stream(values).map(QueryRequest::text).collect(Collectors.joining(", "))));
    }

    private static String text(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
