package hourglass.server.api;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import hourglass.server.http.ProblemException;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** JSON as requests and answers hold it. Strict: what it does not know, a client that misspelt it should hear. */
final class Json {
    private static final int DEEPEST = 32;
    private static final int LONGEST_TEXT = 24 << 20;

    private static final JsonMapper MAPPER = mapper();

    private Json() {}

    private static JsonMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(LONGEST_TEXT)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
                .withCoercionConfig(LogicalType.Textual, config -> config.setCoercion(
                                CoercionInputShape.Integer, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
    }

    /** Answers with a value. */
    static void answer(Context request, Object value) throws JsonProcessingException {
        request.contentType("application/json").result(MAPPER.writeValueAsBytes(value));
    }

    static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The body of a request.
     *
     * @throws ProblemException if it is not JSON of this kind, or too large
     */
    static <T> T read(Context request, Class<T> kind) {
        String type = String.valueOf(request.contentType());
        if (!type.startsWith("application/json")) {
            throw new ProblemException(
                    415,
                    "the body is of type %s, not JSON".formatted(type),
                    "send it with the header 'Content-Type: application/json', as curl --json does");
        }
        return read(request.bodyAsBytes(), kind);
    }

    /** JSON in memory. */
    static <T> T read(byte[] json, Class<T> kind) {
        try {
            T value = MAPPER.readValue(json, kind);
            if (value == null) {
                throw ProblemException.badRequest("the body is null", "send an object");
            }
            return value;
        } catch (UnrecognizedPropertyException e) {
            throw ProblemException.badRequest(
                    "there is no field '%s'%s".formatted(e.getPropertyName(), within(e)),
                    "give some of "
                            + e.getKnownPropertyIds().stream()
                                    .map(Object::toString)
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        } catch (StreamConstraintsException e) {
            throw ProblemException.badRequest(
                    "the JSON is too deep or too long: " + e.getOriginalMessage(), "send less");
        } catch (JsonParseException e) {
            throw notJson(e);
        } catch (JsonMappingException e) {
            if (e.getCause() instanceof ProblemException problem) {
                throw problem;
            }
            if (e.getCause() instanceof JsonParseException cause) {
                throw notJson(cause);
            }
            throw ProblemException.badRequest(
                    "the body is not as it should be: " + firstLine(e.getOriginalMessage()) + place(e),
                    "see /openapi.json for what it takes");
        } catch (IOException e) {
            throw ProblemException.badRequest(
                    "the body cannot be read: " + firstLine(String.valueOf(e.getMessage())), "send it again");
        }
    }

    private static ProblemException notJson(JsonParseException e) {
        return ProblemException.badRequest(
                "the body is not JSON: %s, line %d, column %d"
                        .formatted(
                                firstLine(e.getOriginalMessage()),
                                e.getLocation().getLineNr(),
                                e.getLocation().getColumnNr()),
                "send JSON as /openapi.json describes it");
    }

    private static String place(JsonMappingException e) {
        return place(e.getPath());
    }

    /** The place of what holds the field. */
    private static String within(JsonMappingException e) {
        return place(e.getPath().subList(0, e.getPath().size() - 1));
    }

    private static String place(List<JsonMappingException.Reference> steps) {
        return steps.isEmpty()
                ? ""
                : steps.stream()
                        .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
                        .collect(Collectors.joining(".", ", at ", ""));
    }

    /** Without the names of classes that follow. */
    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").replaceAll("`(?:\\w+\\.)+(\\w+)[^`]*`", "$1");
    }
}
