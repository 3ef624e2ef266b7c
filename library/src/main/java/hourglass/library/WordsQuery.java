package hourglass.library;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** The words of a text as a query of Lucene: any of them, each with the square root of its number as weight. */
final class WordsQuery {
    /** The number of words that a long text is searched by, those of the largest tf * idf; Lucene refuses queries of more than 1024 clauses. */
    private static final int MOST = 512;

    private WordsQuery() {}

    private record Weighted(Term term, double count, double tfIdf) {
        Query query() {
            return new BoostQuery(new TermQuery(term), (float) Math.sqrt(count));
        }
    }

    static Query of(List<String> words, IndexReader reader) throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        words.forEach(word -> counts.merge(word, 1, Integer::sum));
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        Weighted[] weighted = new Weighted[counts.size()];
        int n = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            Term term = new Term(ItemDocument.WORDS, entry.getKey());
            double idf = Math.log((reader.numDocs() + 1.0) / (reader.docFreq(term) + 1.0)) + 1;
            weighted[n++] = new Weighted(term, entry.getValue(), entry.getValue() * idf);
        }
        Arrays.stream(weighted)
                .sorted(Comparator.comparingDouble(Weighted::tfIdf).reversed())
                .limit(MOST)
                .forEach(word -> any.add(word.query(), Occur.SHOULD));
        return any.build();
    }
}
