package hourglass.solr;

import hourglass.lucene.HammingQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.solr.core.AbstractSolrEventListener;
import org.apache.solr.core.SolrCore;
import org.apache.solr.schema.SchemaField;
import org.apache.solr.search.SolrIndexSearcher;
import org.jspecify.annotations.Nullable;

/** Prepares the codes of new segments before a searcher is used, which its first search would else wait for. */
public final class CodeWarmer extends AbstractSolrEventListener {
    public CodeWarmer(SolrCore core) {
        super(core);
    }

    @Override
    public void newSearcher(SolrIndexSearcher searcher, @Nullable SolrIndexSearcher current) {
        for (SchemaField field : searcher.getSchema().getFields().values()) {
            if (field.getType() instanceof CodeField codes) {
                prepare(searcher, field.getName(), codes.bits());
            }
        }
    }

    private static void prepare(SolrIndexSearcher searcher, String field, int bits) {
        try {
            HammingQuery.prepare(searcher.getIndexReader(), field, bits);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
