package hourglass.solr;

import org.apache.solr.common.params.SolrParams;
import org.apache.solr.request.SolrQueryRequest;
import org.apache.solr.search.QParser;
import org.apache.solr.search.QParserPlugin;

/** Makes the parser of {@code {!hamming f=FIELD topK=10}CODE}. */
public final class HammingQParserPlugin extends QParserPlugin {
    @Override
    public QParser createParser(String text, SolrParams localParams, SolrParams params, SolrQueryRequest request) {
        return new HammingQParser(text, localParams, params, request);
    }
}
