package hourglass.lucene;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.tests.search.CheckHits;
import org.apache.lucene.tests.search.QueryUtils;
import org.apache.lucene.tests.util.LuceneTestCase;

/** Lucene's own checks of a query, with its randomised directories, merging and searchers. */
public class LuceneQueriesTest extends LuceneTestCase {
    private static final int BITS = 24;

    private interface Check {
        void run(IndexSearcher searcher, long[] code) throws IOException;
    }

    private static void inARandomIndex(Check check) throws IOException {
        long seed = random().nextLong();
        try (CodeIndex index = new CodeIndex(BITS, seed, newDirectory(), newIndexWriterConfig())) {
            // Lucene's checks take all that a scorer finds for what is collected, so nothing may be deleted.
            index.append(150).flush().append(150).flush().append(50);
            try (IndexReader reader = index.searcher().getIndexReader()) {
                check.run(newSearcher(reader), index.code());
            }
        }
    }

    private static HammingQuery within(long[] code, int radius) {
        return new HammingQuery("code", BITS, code, radius);
    }

    /**
     * All checks but those that give the rewritten query to a searcher of another reader, which queries of nearest
     * neighbours refuse, Lucene's own too.
     */
    private static void checkNearest(Query query, IndexSearcher searcher) throws IOException {
        QueryUtils.check(query);
        for (int edge = -1; edge <= 1; edge++) {
            IndexSearcher wrapped = QueryUtils.wrapUnderlyingReader(random(), searcher, edge);
            QueryUtils.checkExplanations(query, wrapped);
            QueryUtils.checkBulkScorerSkipTo(random(), query, wrapped);
            QueryUtils.checkCount(query, wrapped);
            CheckHits.checkTopScores(random(), query, wrapped);
        }
    }

    public void testHammingQueryOfASmallBall() throws IOException {
        inARandomIndex((searcher, code) -> QueryUtils.check(random(), within(code, 3), searcher));
    }

    public void testHammingQueryOfAllCodes() throws IOException {
        inARandomIndex((searcher, code) -> QueryUtils.check(random(), within(code, BITS), searcher));
    }

    public void testNearestQuery() throws IOException {
        inARandomIndex(
                (searcher, code) -> checkNearest(new NearestQuery("code", BITS, code, 20, BITS, null), searcher));
    }

    public void testNearestQueryWithAFilter() throws IOException {
        Query filter = new TermQuery(new Term("group", "many"));
        inARandomIndex((searcher, code) -> checkNearest(new NearestQuery("code", BITS, code, 20, 6, filter), searcher));
    }
}
