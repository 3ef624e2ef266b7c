package hourglass.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hourglass.data.InputException;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * JSON objects one after the other, as one a line, or in one array. Topics are an array, or one string.
 *
 * @param input the name of the corpus, for messages
 */
record JsonFiles(String input, Parts parts, CorpusOptions options) implements Format {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    @Override
    public boolean isNameOfDocuments(String name) {
        return Format.hasExtension(name, List.of(".jsonl", ".ndjson", ".json"));
    }

    @Override
    public void read(String name, Entries.Content content, Consumer<Document> action) throws IOException {
        if (!options.takes(parts.of(name))) {
            return;
        }
        try (Reader reader = LenientReader.of(content.unzipped());
                MappingIterator<JsonNode> objects =
                        MAPPER.readerFor(JsonNode.class).readValues(reader)) {
            long number = 0;
            while (objects.hasNextValue()) {
                number++;
                action.accept(document(objects.nextValue(), name, number));
            }
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new InputException(
                    input,
                    "%s, line %d".formatted(name, line),
                    "is no JSON (%s)".formatted(e.getOriginalMessage().replaceAll("\\s+", " ")),
                    "check it",
                    e);
        }
    }

    private Document document(JsonNode object, String name, long number) {
        CorpusOptions.Columns columns = options.columns();
        String place = "%s, object %d".formatted(name, number);
        if (!object.isObject()) {
            throw new InputException(
                    input, place, "is no object but %s".formatted(object.getNodeType()), "give one object a document");
        }
        if (!object.has(columns.text())) {
            List<String> keys = new ArrayList<>();
            object.fieldNames().forEachRemaining(keys::add);
            throw new InputException(
                    input,
                    place,
                    "there is no key %s among %s".formatted(columns.text(), keys),
                    "name the key that holds the text");
        }
        String id = text(object.get(columns.id()));
        String text = text(object.get(columns.text()));
        return new Document(
                id.isBlank() ? name + ":" + number : id,
                text(object.get(columns.title())),
                text.substring(0, Math.min(text.length(), Corpus.LONGEST_TEXT)),
                topics(object.get(columns.topics())));
    }

    private static List<String> topics(@Nullable JsonNode value) {
        List<String> topics = new ArrayList<>();
        if (value != null && value.isArray()) {
            value.forEach(topic -> topics.add(text(topic)));
        } else {
            topics.add(text(value));
        }
        return topics.stream().filter(topic -> !topic.isBlank()).toList();
    }

    /** A string or number as text; empty for null and what is missing. */
    private static String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "" : value.asText();
    }
}
