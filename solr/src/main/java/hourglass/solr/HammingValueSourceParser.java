package hourglass.solr;

import hourglass.lucene.CodeBytes;
import org.apache.lucene.queries.function.ValueSource;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.schema.SchemaField;
import org.apache.solr.search.FunctionQParser;
import org.apache.solr.search.SyntaxError;
import org.apache.solr.search.ValueSourceParser;

/** The function {@code hamming(FIELD,CODE)}: the Hamming distance of a document's code from a code. */
public final class HammingValueSourceParser extends ValueSourceParser {
    @Override
    public ValueSource parse(FunctionQParser parser) throws SyntaxError {
        String name = parser.parseArg();
        String code = parser.parseArg();
        if (name == null || code == null) {
            throw new SolrException(
                    ErrorCode.BAD_REQUEST, "hamming takes a field and a code, such as hamming(code,0f1e2d3c4b5a6978)");
        }
        SchemaField field = parser.getReq().getSchema().getField(name);
        if (!(field.getType() instanceof CodeField codes)) {
            throw new SolrException(ErrorCode.BAD_REQUEST, "hamming: the field '%s' holds no codes".formatted(name));
        }
        return new DistanceSource(name, codes.bits(), CodeBytes.checked(codes.bits(), codes.read(name, code)));
    }
}
