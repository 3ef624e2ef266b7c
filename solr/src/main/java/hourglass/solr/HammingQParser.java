package hourglass.solr;

import hourglass.lucene.HammingQuery;
import hourglass.lucene.NearestQuery;
import java.util.Arrays;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.solr.common.SolrDocument;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.common.params.CommonParams;
import org.apache.solr.common.params.ModifiableSolrParams;
import org.apache.solr.common.params.SolrParams;
import org.apache.solr.request.SolrQueryRequest;
import org.apache.solr.request.SolrQueryRequestBase;
import org.apache.solr.response.SolrQueryResponse;
import org.apache.solr.schema.SchemaField;
import org.apache.solr.search.SortSpec;
import org.apache.solr.search.SyntaxError;
import org.apache.solr.search.neural.AbstractVectorQParserBase;
import org.jspecify.annotations.Nullable;

/**
 * The nearest codes of one code, or all within a radius of it, with the filters of {@code {!knn}}. Of equally near documents those
 * with the smaller unique keys come first, so that the answer is the same for any number of segments, shards and replicas.
 */
final class HammingQParser extends AbstractVectorQParserBase {
    private static final int DEFAULT_TOP_K = 10;

    /** How many documents may be found, in all shards together. */
    private int most = Integer.MAX_VALUE;

    HammingQParser(String text, SolrParams localParams, SolrParams params, SolrQueryRequest request) {
        super(text, localParams, params, request);
    }

    @Override
    public Query parse() throws SyntaxError {
        SchemaField field = req.getSchema().getField(getFieldName());
        if (!(field.getType() instanceof CodeField codes)) {
            throw refused(
                    "the field '%s' holds no codes; name one whose type is a CodeField".formatted(field.getName()));
        }
        long[] code = codes.read(field.getName(), text(field));
        Integer topK = localParams.getInt("topK");
        Integer radius = localParams.getInt("radius");
        if (radius != null && (radius < 0 || radius > codes.bits())) {
            throw refused("radius is %d, but must lie in 0..%d, the length of the codes of '%s'"
                    .formatted(radius, codes.bits(), field.getName()));
        }
        if (topK == null && radius != null) {
            return ball(new HammingQuery(field.getName(), codes.bits(), code, radius));
        }
        most = topK == null ? DEFAULT_TOP_K : topK;
        if (most < 1) {
            throw refused("topK is %d, but must be 1 or more".formatted(most));
        }
        NearestQuery nearest = new NearestQuery(
                field.getName(), codes.bits(), code, most, radius == null ? codes.bits() : radius, getFilterQuery());
        SchemaField key = req.getSchema().getUniqueKeyField();
        return key == null ? nearest : nearest.withTies(key.getSortField(false));
    }

    /** A filter of its own; those of the request restrict what is found anyway. */
    private Query ball(Query within) throws SyntaxError {
        if (localParams.get("preFilter") == null) {
            return within;
        }
        Query filter = getFilterQuery();
        return filter == null
                ? within
                : new BooleanQuery.Builder()
                        .add(within, Occur.MUST)
                        .add(filter, Occur.FILTER)
                        .build();
    }

    /** The code as a text: the one that is given, or that of the document that is named. */
    private String text(SchemaField field) {
        String id = localParams.get(CommonParams.ID);
        String text = localParams.get("v");
        if (id == null && (text == null || text.isBlank())) {
            throw refused("there is no code to search for; give it after the braces, or id=ID of a document");
        }
        if (id != null && text != null && !text.isBlank()) {
            throw refused("there are a code and the id of a document; give one of them");
        }
        return id == null ? text : codeOf(id, field);
    }

    /** Asks all shards for the code of a document. */
    private String codeOf(String id, SchemaField field) {
        ModifiableSolrParams asked = new ModifiableSolrParams();
        asked.set(CommonParams.ID, id);
        SolrQueryResponse response = new SolrQueryResponse();
        try (SolrQueryRequestBase get = new SolrQueryRequestBase(req.getCore(), asked) {}) {
            req.getCore().getRequestHandler("/get").handleRequest(get, response);
        }
        if (response.getException() != null) {
            throw new SolrException(
                    ErrorCode.SERVER_ERROR, "cannot read the document '%s'".formatted(id), response.getException());
        }
        Object document = response.getValues().get("doc");
        if (!(document instanceof SolrDocument found)) {
            throw refused("there is no document '%s'".formatted(id));
        }
        return text(found.getFirstValue(field.getName()), id, field);
    }

    private static String text(@Nullable Object value, String id, SchemaField field) {
        if (value == null) {
            throw refused("the document '%s' has no code in the field '%s'".formatted(id, field.getName()));
        }
        return value instanceof org.apache.lucene.index.IndexableField stored
                ? field.getType().toExternal(stored)
                : value.toString();
    }

    /** By distance and unique key unless the request says otherwise, and no more than the nearest that were asked for. */
    @Override
    public SortSpec getSortSpec(boolean useGlobalParams) throws SyntaxError {
        SortSpec spec = super.getSortSpec(useGlobalParams);
        SchemaField key = req.getSchema().getUniqueKeyField();
        if (spec.getSort() == null && key != null) {
            spec.setSortAndFields(new Sort(SortField.FIELD_SCORE, key.getSortField(false)), Arrays.asList(null, key));
        }
        spec.setCount(Math.min(spec.getCount(), Math.max(0, most - spec.getOffset())));
        return spec;
    }

    private static SolrException refused(String reason) {
        return new SolrException(ErrorCode.BAD_REQUEST, "hamming: " + reason);
    }
}
