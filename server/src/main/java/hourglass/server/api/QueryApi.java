package hourglass.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import hourglass.library.Code;
import hourglass.library.Example;
import hourglass.library.Hit;
import hourglass.library.Item;
import hourglass.library.SearchResult;
import hourglass.library.Snapshot;
import io.javalin.config.RoutesConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** Search: the items near an example, and how many there are at each distance. */
final class QueryApi {
    private static final Set<HitField> OF_ITEM =
            Set.of(HitField.TEXT, HitField.TOPICS, HitField.FIELDS, HitField.THUMBNAIL);

    private static final Set<HitField> OF_CODE = Set.of(HitField.CODE, HitField.DIFFERS, HitField.REAL);

    private final ServedLibrary library;
    private final Pictures pictures;
    private final CodeTexts codes;

    QueryApi(ServedLibrary library, Pictures pictures) {
        this.library = library;
        this.pictures = pictures;
        this.codes = new CodeTexts(library.library().bits());
    }

    void addTo(RoutesConfig routes) {
        routes.post("/api/query", request -> Json.answer(request, query(Json.read(request, QueryRequest.class))));
        routes.post(
                "/api/distances",
                request -> Json.answer(request, distances(Json.read(request, DistancesRequest.class))));
    }

    /** What was found. */
    record QueryAnswer(
            List<ShownHit> hits,
            ShownExample query,
            int items,
            String remark,
            @Nullable String next,
            double milliseconds) {}

    /** What was searched for, as the library sees it. */
    record ShownExample(
            @Nullable String code,
            @JsonInclude(JsonInclude.Include.NON_NULL) float @Nullable [] real,
            List<String> unknownWords) {}

    /** An item that was found, with what was asked for of it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ShownHit(
            String id,
            @JsonInclude @Nullable Integer distance,
            float score,
            @Nullable String title,
            @Nullable String snippet,
            @Nullable List<int[]> marks,
            @Nullable String text,
            @Nullable List<String> topics,
            @Nullable Map<String, String> fields,
            @Nullable String thumbnail,
            @Nullable String code,
            @Nullable List<Integer> differs,
            float @Nullable [] real) {}

    private QueryAnswer query(QueryRequest request) {
        long start = System.nanoTime();
        Example example = request.example(pictures, codes);
        Query filter = request.filterQuery();
        return library.read(items -> {
            SearchResult found = items.search(request.search(example, filter));
            List<Hit> hits = found.hits();
            int from = Math.min(request.offset(), hits.size());
            int to = Math.min(from + request.pageSize(), hits.size());
            List<ShownHit> shown = new ArrayList<>(to - from);
            for (Hit hit : hits.subList(from, to)) {
                shown.add(shown(hit, request.shown(), example, found.code(), items));
            }
            return new QueryAnswer(
                    shown,
                    shown(example, found.code(), request.shown().contains(HitField.REAL)),
                    items.count(),
                    remark(found, items, filter),
                    hits.size() > to ? Integer.toString(to) : null,
                    (System.nanoTime() - start) / 1e6);
        });
    }

    private static String remark(SearchResult found, Snapshot items, @Nullable Query filter) {
        return found.hits().isEmpty() && filter != null && items.count(filter) == 0
                ? "no item matches the filter"
                : found.remark();
    }

    private ShownExample shown(Example example, @Nullable Code code, boolean withReal) {
        return new ShownExample(
                code == null ? null : codes.hex(code.binary()),
                !withReal || code == null || code.real().length == 0 ? null : code.real(),
                example instanceof Example.Words words ? library.library().unknownWords(words.text()) : List.of());
    }

    private ShownHit shown(Hit hit, Set<HitField> with, Example example, @Nullable Code query, Snapshot items) {
        Item item =
                with.stream().anyMatch(OF_ITEM::contains) ? items.item(hit.id()).orElse(null) : null;
        Code code =
                with.stream().anyMatch(OF_CODE::contains) ? items.code(hit.id()).orElse(null) : null;
        boolean marked = with.contains(HitField.SNIPPET) && example instanceof Example.Words;
        byte[] thumbnail = item == null || !with.contains(HitField.THUMBNAIL) ? null : item.thumbnail();
        return new ShownHit(
                hit.id(),
                hit.distance() == Hit.NO_DISTANCE ? null : hit.distance(),
                hit.score(),
                with.contains(HitField.TITLE) ? hit.title() : null,
                with.contains(HitField.SNIPPET) ? hit.snippet() : null,
                marked ? items.marks(((Example.Words) example).text(), hit.snippet()) : null,
                item != null && with.contains(HitField.TEXT) ? item.text() : null,
                item != null && with.contains(HitField.TOPICS) ? item.topics() : null,
                item != null && with.contains(HitField.FIELDS) ? item.shownFields() : null,
                thumbnail == null ? null : Pictures.dataUrl(thumbnail),
                code != null && with.contains(HitField.CODE) ? codes.hex(code.binary()) : null,
                code != null && query != null && with.contains(HitField.DIFFERS)
                        ? differing(code.binary(), query.binary())
                        : null,
                code != null && with.contains(HitField.REAL) ? code.real() : null);
    }

    private static List<Integer> differing(long[] one, long[] other) {
        List<Integer> bits = new ArrayList<>();
        for (int word = 0; word < one.length; word++) {
            for (long left = one[word] ^ other[word]; left != 0; left &= left - 1) {
                bits.add(64 * word + Long.numberOfTrailingZeros(left));
            }
        }
        return bits;
    }

    /** An example, around which items are counted. */
    record DistancesRequest(
            @Nullable String id,
            @Nullable String words,
            float @Nullable [] vector,
            @Nullable String picture,
            @Nullable String code,
            float @Nullable [] real,
            @Nullable FilterRequest filter)
            implements ExampleRequest {}

    /**
     * How full the Hamming ball of each radius is.
     *
     * @param items at each distance, from 0 to the number of bits
     * @param addresses that lie at each distance: as many as there are ways to choose the bits that differ
     */
    record Distances(int bits, int[] items, double[] addresses, double milliseconds) {}

    private Distances distances(DistancesRequest request) {
        long start = System.nanoTime();
        Example example = request.example(pictures, codes);
        Query filter = request.filter() == null ? null : request.filter().query();
        return library.read(items -> {
            int[] counts = items.distances(example, filter);
            return new Distances(codes.bits(), counts, addresses(codes.bits()), (System.nanoTime() - start) / 1e6);
        });
    }

    private static double[] addresses(int bits) {
        double[] addresses = new double[bits + 1];
        addresses[0] = 1;
        for (int distance = 1; distance <= bits; distance++) {
            addresses[distance] = Math.rint(addresses[distance - 1] * (bits - distance + 1) / distance);
        }
        // Beyond the range of doubles there are too many to count.
        for (int distance = 0; distance <= bits; distance++) {
            addresses[distance] = Math.min(addresses[distance], Double.MAX_VALUE);
        }
        return addresses;
    }
}
