package hourglass.library;

import hourglass.data.InputException;
import hourglass.text.Document;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a library holds. Its code comes from its text (where that is blank, its title), if the model reads texts, else from
 * its values. Without values, or a word that the model knows, it has no code, and is found by its words, topics and fields.
 *
 * @param id which no two items of a library share; 1 to {@value #LONGEST_KEY} characters
 * @param title for people; may be empty
 * @param text may be empty; of a longer one the first {@value #LONGEST_TEXT} characters
 * @param topics to filter by, each of up to {@value #LONGEST_KEY} characters
 * @param fields more to filter by: names with a value each, of up to {@value #LONGEST_KEY} characters
 * @param values the row of numbers, as it comes, that a model of numbers makes the code of, or null; stored beside the code
 *     unless it is an image or of a table; not to be changed
 * @param thumbnail a small picture, in whatever format, of up to {@value #LARGEST_THUMBNAIL} bytes, or null; not to be
 *     changed
 */
public record Item(
        String id,
        String title,
        String text,
        List<String> topics,
        Map<String, String> fields,
        float @Nullable [] values,
        byte @Nullable [] thumbnail) {
    /** In UTF-16 characters; three bytes each is what an index takes as one key. */
    public static final int LONGEST_KEY = 10_000;

    /** The field in which programs that index a source keep a hash of an item's content; of no interest to people. */
    public static final String CONTENT_FIELD = "content";

    public static final int LONGEST_TEXT = 1 << 20;
    public static final int LARGEST_THUMBNAIL = 1 << 20;

    // Spelled out, since a compact constructor loses the annotations of arrays.
    public Item(
            String id,
            String title,
            String text,
            List<String> topics,
            Map<String, String> fields,
            float @Nullable [] values,
            byte @Nullable [] thumbnail) {
        if (id.isEmpty()) {
            throw new InputException("item", "", "has an empty id", "give it a name that no other item has");
        }
        requireKey(id, "id", id);
        topics.forEach(topic -> requireKey(id, "topic", topic));
        fields.forEach((name, value) -> requireKey(id, "field " + name, value));
        if (thumbnail != null && thumbnail.length > LARGEST_THUMBNAIL) {
            throw new InputException(
                    "item " + brief(id),
                    "thumbnail",
                    "has %,d bytes, more than %,d".formatted(thumbnail.length, LARGEST_THUMBNAIL),
                    "give a smaller picture");
        }
        this.id = id;
        this.title = bounded(title);
        this.text = bounded(text);
        this.topics = List.copyOf(topics);
        this.fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        this.values = values;
        this.thumbnail = thumbnail;
    }

    /** An item of a text alone. */
    public static Item of(String id, String title, String text) {
        return new Item(id, title, text, List.of(), Map.of(), null, null);
    }

    /** A document with its topics. */
    public static Item of(Document document) {
        return of(document.id(), document.title(), document.text()).withTopics(document.topics());
    }

    /** The same item with topics to filter by (default: none). */
    public Item withTopics(List<String> topics) {
        return new Item(id, title, text, topics, fields, values, thumbnail);
    }

    /** The same item with fields to filter by (default: none). */
    public Item withFields(Map<String, String> fields) {
        return new Item(id, title, text, topics, fields, values, thumbnail);
    }

    /** The same item with the row of numbers that a model of numbers encodes (default: none). */
    public Item withValues(float[] values) {
        return new Item(id, title, text, topics, fields, values, thumbnail);
    }

    /** The same item with a small picture (default: none). */
    public Item withThumbnail(byte[] thumbnail) {
        return new Item(id, title, text, topics, fields, values, thumbnail);
    }

    /** The fields that say something to people: all but {@link #CONTENT_FIELD}. */
    public Map<String, String> shownFields() {
        Map<String, String> shown = new TreeMap<>(fields);
        shown.remove(CONTENT_FIELD);
        return shown;
    }

    private static void requireKey(String id, String what, String key) {
        if (key.length() > LONGEST_KEY) {
            throw new InputException(
                    "item " + brief(id),
                    what,
                    "has %,d characters, more than %,d".formatted(key.length(), LONGEST_KEY),
                    "shorten it");
        }
    }

    static String brief(String id) {
        return id.length() <= 80 ? "'" + id + "'" : "'" + id.substring(0, 80) + "...'";
    }

    /** The text up to the bound, with no half of a character at its end. */
    private static String bounded(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
        return text.substring(0, end);
    }
}
