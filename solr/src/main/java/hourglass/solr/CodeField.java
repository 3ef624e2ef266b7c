package hourglass.solr;

import hourglass.codes.BinaryCodes;
import hourglass.codes.format.ByteBits;
import hourglass.codes.format.CodeText;
import hourglass.lucene.CodeBytes;
import hourglass.lucene.HammingQuery;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.queries.function.ValueSource;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.response.TextResponseWriter;
import org.apache.solr.schema.FieldType;
import org.apache.solr.schema.IndexSchema;
import org.apache.solr.schema.SchemaField;
import org.apache.solr.search.QParser;
import org.apache.solr.uninverting.UninvertingReader;
import org.jspecify.annotations.Nullable;

/**
 * A field type for binary codes of {@code bits} bits. They come in hexadecimal, in base64 or as bytes, the bytes of
 * numpy's {@code packbits}, and are returned in hexadecimal. A term query finds equal codes.
 */
public final class CodeField extends FieldType {
    private static final String BITS = "bits";
    static final ByteBits ORDER = ByteBits.HIGHEST_FIRST;

    private int bits;

    @Override
    protected void init(IndexSchema schema, Map<String, String> args) {
        String given = args.remove(BITS);
        try {
            bits = given == null ? 0 : Integer.parseInt(given);
        } catch (NumberFormatException e) {
            bits = 0;
        }
        if (bits < 1 || bits > BinaryCodes.MAX_BITS) {
            throw new SolrException(
                    ErrorCode.SERVER_ERROR,
                    "field type '%s': %s, but must be a number of 1 to %d; give bits=\"64\""
                            .formatted(
                                    typeName,
                                    given == null ? "bits is missing" : "bits is '" + given + "'",
                                    BinaryCodes.MAX_BITS));
        }
        // Solr would return doc values that it knows of, which are bytes of their own order, in the place of the stored
        // code.
        properties &= ~(INDEXED | MULTIVALUED | UNINVERTIBLE | DOC_VALUES | USE_DOCVALUES_AS_STORED);
        properties |= STORED;
    }

    /** The length of a code. */
    public int bits() {
        return bits;
    }

    @Override
    public void checkSchemaField(SchemaField field) {
        super.checkSchemaField(field);
        if (field.multiValued() || field.indexed() || field.hasDocValues() || !field.stored()) {
            throw new SolrException(
                    ErrorCode.SERVER_ERROR,
                    "field '%s': a code is one value, stored and not indexed, in doc values of its own; leave out multiValued, indexed, docValues and stored"
                            .formatted(field.getName()));
        }
    }

    /** The code that a text stands for. */
    long[] read(String field, String text) {
        String code = text.strip();
        boolean hex = code.length() == 2 * ByteBits.bytes(bits);
        try {
            return (hex ? CodeText.HEX : CodeText.BASE64).decode(code, bits, ORDER);
        } catch (IllegalArgumentException e) {
            throw new SolrException(
                    ErrorCode.BAD_REQUEST,
                    "field '%s': the code '%s' is not one of %d bits (%s); give %d hexadecimal digits, or base64"
                            .formatted(field, brief(code), bits, e.getMessage(), 2 * ByteBits.bytes(bits)),
                    e);
        }
    }

    private static String brief(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    String hex(long[] code) {
        return CodeText.HEX.encode(BinaryCodes.of(bits, code), 0, ORDER);
    }

    private BytesRef bytes(String field, Object value) {
        byte[] bytes;
        if (value instanceof byte[] array) {
            bytes = array;
        } else if (value instanceof ByteBuffer buffer) {
            bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
        } else {
            return CodeBytes.of(bits, read(field, value.toString()));
        }
        return CodeBytes.of(bits, read(field, Base64.getEncoder().encodeToString(bytes)));
    }

    @Override
    public List<IndexableField> createFields(SchemaField field, Object value) {
        BytesRef code = bytes(field.getName(), value);
        return List.of(new StoredField(field.getName(), code), new BinaryDocValuesField(field.getName(), code));
    }

    @Override
    public String toExternal(IndexableField field) {
        return hex(CodeBytes.read(field.binaryValue(), new long[(bits + 63) / 64]));
    }

    @Override
    public Object toObject(IndexableField field) {
        return toExternal(field);
    }

    @Override
    public void write(TextResponseWriter writer, String name, IndexableField field) throws IOException {
        writer.writeStr(name, toExternal(field), false);
    }

    @Override
    public Query getFieldQuery(QParser parser, SchemaField field, String value) {
        return new HammingQuery(field.getName(), bits, read(field.getName(), value), 0);
    }

    @Override
    public Query getFieldTermQuery(QParser parser, SchemaField field, String value) {
        return getFieldQuery(parser, field, value);
    }

    @Override
    public Query getRangeQuery(
            QParser parser,
            SchemaField field,
            @Nullable String from,
            @Nullable String to,
            boolean withFrom,
            boolean withTo) {
        if (from == null && to == null) {
            return getExistenceQuery(parser, field);
        }
        throw unordered(field);
    }

    @Override
    public Query getExistenceQuery(QParser parser, SchemaField field) {
        return new FieldExistsQuery(field.getName());
    }

    @Override
    public SortField getSortField(SchemaField field, boolean top) {
        throw unordered(field);
    }

    @Override
    public ValueSource getValueSource(SchemaField field, QParser parser) {
        throw unordered(field);
    }

    private static SolrException unordered(SchemaField field) {
        return new SolrException(
                ErrorCode.BAD_REQUEST,
                "field '%s': codes have no order and are no numbers; use their distance from a code, hamming(%s,CODE)"
                        .formatted(field.getName(), field.getName()));
    }

    /** Solr asks it before it counts the values of a field, and would find none, since codes are no sorted doc values. */
    @Override
    public boolean multiValuedFieldCache() {
        throw new SolrException(
                ErrorCode.BAD_REQUEST,
                "the codes of a field of type '%s' are not counted; count another field, or the documents of a query {!hamming f=FIELD radius=R}CODE"
                        .formatted(typeName));
    }

    /** None: codes are in doc values from the start. */
    @Override
    public UninvertingReader.@Nullable Type getUninversionType(SchemaField field) {
        return null;
    }
}
