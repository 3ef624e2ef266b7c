package hourglass.library;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/** Queries of Lucene that choose items; its {@code BooleanQuery} combines them. */
public final class ItemFilters {
    private ItemFilters() {}

    /** The item of an id. */
    public static Query id(String id) {
        return new TermQuery(new Term(ItemDocument.ID, id));
    }

    /** The items of a topic. */
    public static Query topic(String topic) {
        return new TermQuery(new Term(ItemDocument.TOPIC, topic));
    }

    /** The items of which a field has a value. */
    public static Query field(String name, String value) {
        return new TermQuery(new Term(ItemDocument.FIELD + name, value));
    }
}
