package hourglass.library;

import hourglass.lucene.CodeBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** Items as documents of Lucene. */
final class ItemDocument {
    static final String ID = "id";
    /** The id once more, where it is read fastest; libraries from before it was written lack it. */
    static final String ID_VALUE = "id.value";

    static final String TOPIC = "topic";
    /** The prefix of the names of an item's own fields. */
    static final String FIELD = "field.";
    /** The words of the text, or of the title where there is no text. */
    static final String WORDS = "words";

    static final String BINARY_CODE = "code";
    static final String REAL_CODE = "real";
    /** The numbers of an item as they came. */
    static final String VECTOR = "vector";

    static final String TITLE = "title";
    static final String TEXT = "text";
    /** The stored fields that a {@link Hit} shows. */
    static final Set<String> SHOWN = Set.of(ID, TITLE, TEXT);

    private static final String THUMBNAIL = "thumbnail";

    private ItemDocument() {}

    /** @param keepsVector whether its values are kept beside its code */
    static Document of(Item item, List<String> words, @Nullable Code code, int bits, boolean keepsVector) {
        Document document = new Document();
        document.add(new StringField(ID, item.id(), Store.YES));
        document.add(new BinaryDocValuesField(ID_VALUE, new BytesRef(item.id())));
        document.add(new StoredField(TITLE, item.title()));
        document.add(new StoredField(TEXT, item.text()));
        document.add(new TextField(WORDS, new WordStream(words)));
        item.topics().forEach(topic -> document.add(new StringField(TOPIC, topic, Store.YES)));
        item.fields().forEach((name, value) -> document.add(new StringField(FIELD + name, value, Store.YES)));
        if (item.thumbnail() != null) {
            document.add(new StoredField(THUMBNAIL, item.thumbnail()));
        }
        if (code != null) {
            document.add(new BinaryDocValuesField(BINARY_CODE, CodeBytes.of(bits, code.binary())));
            document.add(new BinaryDocValuesField(REAL_CODE, CodeBytes.of(code.real())));
            if (keepsVector && item.values() != null) {
                document.add(new BinaryDocValuesField(VECTOR, CodeBytes.of(item.values())));
            }
        }
        return document;
    }

    static Item item(Document document) {
        List<String> topics = new ArrayList<>(List.of(document.getValues(TOPIC)));
        Map<String, String> fields = new TreeMap<>();
        for (IndexableField field : document) {
            if (field.name().startsWith(FIELD)) {
                fields.put(field.name().substring(FIELD.length()), field.stringValue());
            }
        }
        BytesRef picture = document.getBinaryValue(THUMBNAIL);
        return new Item(
                document.get(ID),
                document.get(TITLE),
                document.get(TEXT),
                topics,
                fields,
                null,
                picture == null ? null : BytesRef.deepCopyOf(picture).bytes);
    }
}
