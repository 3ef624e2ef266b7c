package hourglass.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NearestQueryTest {
    private static final Query FEW = new TermQuery(new Term("group", "few"));
    private static final Query MANY = new TermQuery(new Term("group", "many"));

    /** The documents in the order of a scan's distances, equally far ones in index order. */
    private static List<Integer> nearest(Map<Integer, Integer> scanned, int k) {
        return scanned.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.naturalOrder()))
                .limit(k)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<Integer> found(IndexSearcher searcher, Query query) throws IOException {
        return Arrays.stream(searcher.search(query, 100_000).scoreDocs)
                .map(hit -> hit.doc)
                .toList();
    }

    @Property(tries = 15)
    void findsTheNearestThatAScanFinds(
            @ForAll @IntRange(min = 1, max = 130) int bits,
            @ForAll @IntRange(max = 80) int count,
            @ForAll @IntRange(min = 1, max = 300) int k,
            @ForAll boolean filtered,
            @ForAll long seed)
            throws IOException {
        try (CodeIndex index = new CodeIndex(bits, seed)) {
            index.add(count).flush().add(count).deleteSome().flush().add(count);
            IndexSearcher searcher = index.searcher();
            long[] code = index.code();
            Map<Integer, Integer> expected = CodeIndex.scan(searcher, code, bits);
            if (filtered) {
                expected.keySet().retainAll(CodeIndex.distances(searcher, MANY).keySet());
            }
            assertThat(found(searcher, new NearestQuery("code", bits, code, k, bits, filtered ? MANY : null)))
                    .isEqualTo(nearest(expected, k));
            searcher.getIndexReader().close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 64, 128})
    void findsTheNearestInLargeSegments(int bits) throws IOException {
        try (CodeIndex index =
                new CodeIndex(bits, bits).add(8000).merge().deleteSome().add(100)) {
            IndexSearcher searcher = index.searcher();
            long[] code = index.code();
            assertThat(found(searcher, new NearestQuery("code", bits, code, 50, bits, null)))
                    .isEqualTo(nearest(CodeIndex.scan(searcher, code, bits), 50));
            searcher.getIndexReader().close();
        }
    }

    /** Few enough to be compared one by one. */
    @Test
    void findsTheNearestOfFewThatMatch() throws IOException {
        try (CodeIndex index =
                new CodeIndex(16, 7).add(3000).deleteSome().flush().add(3000)) {
            IndexSearcher searcher = index.searcher();
            long[] code = index.code();
            Map<Integer, Integer> expected = CodeIndex.scan(searcher, code, 16);
            expected.keySet().retainAll(CodeIndex.distances(searcher, FEW).keySet());
            assertThat(found(searcher, new NearestQuery("code", 16, code, 7, 16, FEW)))
                    .hasSize(7)
                    .isEqualTo(nearest(expected, 7));
            searcher.getIndexReader().close();
        }
    }

    /** Where ties go by ids, the answers of the parts of an index make up that of the whole. */
    @Property(tries = 15)
    void breaksTiesByAnotherOrder(@ForAll @IntRange(min = 1, max = 40) int k, @ForAll long seed) throws IOException {
        SortField newestFirst = new SortField(null, SortField.Type.DOC, true);
        try (CodeIndex index = new CodeIndex(8, seed).append(60).flush().append(60)) {
            IndexSearcher searcher = index.searcher();
            long[] code = index.code();
            Map<Integer, Integer> found =
                    CodeIndex.distances(searcher, new NearestQuery("code", 8, code, k, 8, null).withTies(newestFirst));
            List<Integer> expected = CodeIndex.scan(searcher, code, 8).entrySet().stream()
                    .sorted(Map.Entry.<Integer, Integer>comparingByValue()
                            .thenComparing(
                                    Map.Entry.<Integer, Integer>comparingByKey().reversed()))
                    .limit(k)
                    .map(Map.Entry::getKey)
                    .toList();
            assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(expected);
            searcher.getIndexReader().close();
        }
    }

    @Test
    void staysWithinItsRadius() throws IOException {
        try (CodeIndex index = new CodeIndex(16, 3).add(500)) {
            IndexSearcher searcher = index.searcher();
            long[] code = index.code();
            assertThat(CodeIndex.distances(searcher, new NearestQuery("code", 16, code, 1000, 2, null)))
                    .isNotEmpty()
                    .isEqualTo(CodeIndex.scan(searcher, code, 2));
            searcher.getIndexReader().close();
        }
    }

    @Test
    void isEqualToTheSameQuery() {
        assertThat(new NearestQuery("code", 12, new long[1], 3, 12, MANY))
                .isEqualTo(new NearestQuery("code", 12, new long[1], 3, 12, MANY))
                .hasSameHashCodeAs(new NearestQuery("code", 12, new long[1], 3, 12, MANY))
                .isNotEqualTo(new NearestQuery("code", 12, new long[1], 4, 12, MANY))
                .isNotEqualTo(new NearestQuery("code", 12, new long[1], 3, 11, MANY))
                .isNotEqualTo(new NearestQuery("code", 12, new long[1], 3, 12, null));
    }

    @Test
    void refusesToFindNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NearestQuery("code", 12, new long[1], 0, 12, null))
                .withMessage("the number of neighbours must be 1 or more, but was 0");
    }
}
