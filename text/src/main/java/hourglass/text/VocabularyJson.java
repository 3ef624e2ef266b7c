package hourglass.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hourglass.data.InputException;
import hourglass.data.TextEncoding;
import hourglass.data.file.AtomicFile;
import hourglass.data.file.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;

/** Vocabularies in files of JSON. */
final class VocabularyJson {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private VocabularyJson() {}

    static void write(Path path, TextEncoding encoding) {
        ObjectNode object = MAPPER.createObjectNode().put("analysis", encoding.analysis());
        encoding.words().forEach(object.putArray("words")::add);
        AtomicFile.write(path, stream -> stream.write(MAPPER.writeValueAsBytes(object)));
    }

    static TextEncoding read(Path path) {
        JsonNode object = parse(path);
        JsonNode words = object.path("words");
        String analysis = object.path("analysis").asText();
        if (!Analysis.names().contains(analysis)) {
            throw wrong(path, "", "there is no 'analysis' of name '%s'".formatted(analysis));
        }
        if (!words.isArray() || words.isEmpty()) {
            throw wrong(path, "", "there are no 'words'");
        }
        Set<String> distinct = new LinkedHashSet<>();
        for (JsonNode word : words) {
            if (!word.isTextual() || word.asText().isEmpty() || !distinct.add(word.asText())) {
                throw wrong(path, "word " + (distinct.size() + 1), "%s is empty or a repetition".formatted(word));
            }
        }
        return new TextEncoding(analysis, new ArrayList<>(distinct));
    }

    private static JsonNode parse(Path path) {
        try (Source source = Source.open(path)) {
            return MAPPER.readTree(source.stream());
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw wrong(path, "line " + line, e.getOriginalMessage().replaceAll("\\s+", " "));
        } catch (IOException e) {
            throw Source.unreadable(path, 0, e);
        }
    }

    private static InputException wrong(Path path, String place, String reason) {
        return new InputException(
                path.toString(), place, "is not a vocabulary: " + reason, "give a file that holds one");
    }
}
