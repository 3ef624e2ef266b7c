package hourglass.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import hourglass.data.InputException;
import hourglass.text.file.LenientReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON objects one after the other, as one a line, or in an array. A text is a string, or an array of strings that are joined
 * line by line; topics are an array, or one string.
 *
 * @param input the name of the corpus, for messages
 */
record JsonFiles(String input, CorpusOptions options, TableIds ids) implements Format {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(TableIds.LONGEST_FIELD)
                    .build())
            .build();

    @Override
    public boolean isNameOfDocuments(String name) {
        return Format.hasExtension(name, List.of(".jsonl", ".ndjson", ".json"));
    }

    @Override
    public void read(String name, InputStream stream, Reading reading) throws IOException {
        LenientReader reader = LenientReader.of(stream);
        try (JsonParser parser = FACTORY.createParser(reader)) {
            boolean inArray = false;
            long number = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.END_ARRAY || (token == JsonToken.START_ARRAY && !inArray)) {
                    inArray = token == JsonToken.START_ARRAY;
                } else {
                    number++;
                    reading.accept(new OneObject(parser, name, number).document(reading));
                }
            }
        } catch (StreamConstraintsException e) {
            throw new InputException(
                    input,
                    place(name, e),
                    "is larger or nested more deeply than can be read (%s)".formatted(reason(e)),
                    "split it into several documents",
                    e);
        } catch (JsonProcessingException e) {
            throw new InputException(
                    input,
                    place(name, e),
                    "is not JSON (%s)".formatted(reason(e)),
                    "write one object a line, or an array of objects",
                    e);
        }
        reading.readAs(reader.guess(), name);
    }

    private static String place(String name, JsonProcessingException e) {
        return "%s, line %d"
                .formatted(name, e.getLocation() == null ? 0 : e.getLocation().getLineNr());
    }

    private static String reason(JsonProcessingException e) {
        return e.getOriginalMessage().replaceAll("\\s+", " ");
    }

    /** An object that the parser stands at the start of. */
    private final class OneObject {
        private final JsonParser parser;
        private final String name;
        private final long number;

        OneObject(JsonParser parser, String name, long number) {
            this.parser = parser;
            this.name = name;
            this.number = number;
        }

        Document document(Reading reading) throws IOException {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw wrong("", "is not an object but " + kind(parser.currentToken()), "give one object a document");
            }
            CorpusOptions.Columns columns = options.columns();
            List<String> otherKeys = new ArrayList<>();
            String id = "";
            String title = "";
            String text = null;
            List<String> topics = List.of();
            for (String key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                // One key may be read as two things, such as the topic and the title.
                List<String> strings = isRead(columns, key) ? strings(key, value) : List.of();
                if (key.equals(columns.text())) {
                    text = reading.shortened(String.join("\n", strings), name);
                } else if (strings.isEmpty()) {
                    otherKeys.add(key);
                    parser.skipChildren();
                }
                id = key.equals(columns.id()) ? String.join(" ", strings) : id;
                title = key.equals(columns.title()) ? String.join(" ", strings) : title;
                topics = key.equals(columns.topics()) ? topics(strings) : topics;
            }
            if (text == null) {
                throw wrong(
                        "",
                        "there is no key %s among %s".formatted(columns.text(), otherKeys),
                        "name the key that holds the text by --text-column");
            }
            return new Document(ids.of(id, name, number), title, text, topics);
        }

        private static boolean isRead(CorpusOptions.Columns columns, String key) {
            return key.equals(columns.text())
                    || key.equals(columns.id())
                    || key.equals(columns.title())
                    || key.equals(columns.topics());
        }

        /** A string, a number or an array of these, which ends the value; null is nothing. */
        private List<String> strings(String key, JsonToken value) throws IOException {
            if (value != JsonToken.START_ARRAY) {
                return List.of(scalar(key, value));
            }
            List<String> strings = new ArrayList<>();
            for (JsonToken each = parser.nextToken(); each != JsonToken.END_ARRAY; each = parser.nextToken()) {
                strings.add(scalar(key, each));
            }
            return strings;
        }

        private String scalar(String key, JsonToken value) throws IOException {
            if (value.isStructStart()) {
                throw wrong(
                        ", key " + key,
                        "is %s and not a string or an array of strings".formatted(kind(value)),
                        key.equals(options.columns().text())
                                ? "name a key that holds a string by --text-column, or take the strings out of it"
                                : "write a string, or rename this key");
            }
            return value == JsonToken.VALUE_NULL ? "" : parser.getText();
        }

        private InputException wrong(String key, String reason, String remedy) {
            return new InputException(input, "%s, object %d%s".formatted(name, number, key), reason, remedy);
        }
    }

    private static List<String> topics(List<String> strings) {
        return strings.stream().filter(topic -> !topic.isBlank()).toList();
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_NULL -> "null";
            default -> token.asString();
        };
    }
}
