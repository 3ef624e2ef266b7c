package hourglass.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HammingQueryTest {
    private static final Query FEW = new TermQuery(new Term("group", "few"));

    @Property(tries = 15)
    void findsWhatAScanFinds(
            @ForAll @IntRange(min = 1, max = 130) int bits,
            @ForAll @IntRange(max = 80) int count,
            @ForAll @IntRange(max = 130) int radius,
            @ForAll boolean merged,
            @ForAll long seed)
            throws IOException {
        try (CodeIndex index = new CodeIndex(bits, seed)) {
            index.add(count).flush().add(count).flush().deleteSome().add(count);
            if (merged) {
                index.merge();
            }
            IndexSearcher searcher = index.searcher();
            long[] code = index.code();
            int within = Math.min(bits, radius);
            assertThat(CodeIndex.distances(searcher, new HammingQuery("code", bits, code, within)))
                    .isEqualTo(CodeIndex.scan(searcher, code, within));
            searcher.getIndexReader().close();
        }
    }

    /** A segment large enough for a table, or several. */
    @ParameterizedTest
    @ValueSource(ints = {16, 24, 64, 128})
    void findsInLargeSegmentsWhatAScanFinds(int bits) throws IOException {
        try (CodeIndex index = new CodeIndex(bits, bits).add(8000).deleteSome().merge()) {
            IndexSearcher searcher = index.searcher();
            long[] code = index.code();
            assertThat(CodeIndex.distances(searcher, new HammingQuery("code", bits, code, bits / 6)))
                    .isNotEmpty()
                    .isEqualTo(CodeIndex.scan(searcher, code, bits / 6));
            searcher.getIndexReader().close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 5, 16})
    void comparesTheCodesOfFewDocumentsAlike(int radius) throws IOException {
        try (CodeIndex index = new CodeIndex(16, 5).add(3000).deleteSome()) {
            IndexSearcher searcher = index.searcher();
            long[] code = index.code();
            Query both = new BooleanQuery.Builder()
                    .add(new HammingQuery("code", 16, code, radius), Occur.MUST)
                    .add(FEW, Occur.FILTER)
                    .build();
            Map<Integer, Integer> expected = CodeIndex.scan(searcher, code, radius);
            expected.keySet().retainAll(CodeIndex.distances(searcher, FEW).keySet());
            assertThat(CodeIndex.distances(searcher, both)).isEqualTo(expected);
            searcher.getIndexReader().close();
        }
    }

    @Test
    void explainsItsScores() throws IOException {
        try (CodeIndex index = new CodeIndex(12, 1).add(50)) {
            IndexSearcher searcher = index.searcher();
            Query query = new BoostQuery(new HammingQuery("code", 12, index.code(), 3), 2);
            ScoreDoc[] hits = searcher.search(query, 50).scoreDocs;
            assertThat(hits).isNotEmpty();
            for (ScoreDoc hit : hits) {
                assertThat(searcher.explain(query, hit.doc).getValue().floatValue())
                        .isEqualTo(hit.score);
            }
            searcher.getIndexReader().close();
        }
    }

    @Test
    void keepsCodesInMemoryAsLongAsTheSegmentIsOpen() throws IOException {
        int before = SegmentCodes.inMemory();
        try (CodeIndex index = new CodeIndex(12, 1).add(50)) {
            IndexSearcher searcher = index.searcher();
            searcher.count(new HammingQuery("code", 12, index.code(), 3));
            searcher.count(new HammingQuery("code", 12, index.code(), 4));
            assertThat(SegmentCodes.inMemory()).isEqualTo(before + 1);
            searcher.getIndexReader().close();
        }
        assertThat(SegmentCodes.inMemory()).isEqualTo(before);
    }

    @Test
    void findsNothingWhereThereAreNoCodes() throws IOException {
        try (CodeIndex index = new CodeIndex(12, 1).add(50)) {
            IndexSearcher searcher = index.searcher();
            assertThat(searcher.count(new HammingQuery("other", 12, new long[1], 12)))
                    .isZero();
            searcher.getIndexReader().close();
        }
    }

    @Test
    void isEqualToTheSameQuery() {
        HammingQuery query = new HammingQuery("code", 12, new long[] {5}, 3);
        assertThat(query)
                .isEqualTo(new HammingQuery("code", 12, new long[] {5}, 3))
                .hasSameHashCodeAs(new HammingQuery("code", 12, new long[] {5}, 3))
                .isNotEqualTo(new HammingQuery("code", 12, new long[] {5}, 4))
                .isNotEqualTo(new HammingQuery("code", 12, new long[] {4}, 3))
                .isNotEqualTo(new HammingQuery("code", 13, new long[] {5}, 3))
                .isNotEqualTo(new HammingQuery("codes", 12, new long[] {5}, 3));
    }

    @Test
    void refusesARadiusBeyondTheCode() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HammingQuery("code", 12, new long[1], 13))
                .withMessageContaining("0..12")
                .withMessageContaining("13");
    }

    @Test
    void refusesACodeOfAnotherLength() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HammingQuery("code", 12, new long[2], 3));
        assertThatIllegalArgumentException().isThrownBy(() -> new HammingQuery("code", 12, new long[] {1 << 12}, 3));
    }

    @Test
    void refusesAFieldOfCodesOfAnotherLength() throws IOException {
        try (CodeIndex index = new CodeIndex(12, 1).add(50)) {
            IndexSearcher searcher = index.searcher();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> searcher.count(new HammingQuery("code", 64, new long[1], 3)))
                    .withMessageContaining("2 bytes");
            searcher.getIndexReader().close();
        }
    }
}
