package hourglass.persistence;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.Transform;
import hourglass.data.safetensors.SafeTensors;
import hourglass.data.safetensors.Tensor;
import hourglass.model.Model;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Models as files: one {@link SafeTensors} file holds the numbers as named tensors, and all else as JSON (a {@link
 * ModelDescription}) under the key {@code hourglass} of its metadata.
 *
 * <p>The layers of an autoencoder are {@code encoder.0.weight}, {@code encoder.0.bias}, {@code encoder.1.weight} and so
 * on, and from the code on {@code decoder.0.weight}; weights are (inputs x outputs), y = f(x W + b), those
 * of convolutions and transposed ones (kernel x kernel x channels x filters), pooling has none. A decoder of tied
 * weights has biases alone. An RBM has {@code weight} (visible x hidden), {@code visible.bias} and {@code
 * hidden.bias}; principal components have {@code mean}, {@code components} (one a row) and {@code variances}. Hashers have {@code mean}
 * and {@code directions} (one a row), with waves the tensors of principal components, {@code minima} and {@code frequencies}, or {@code
 * anchors}, {@code weights} and {@code offsets}. Vectors of the transform are {@code transform.mean} and similar; rows
 * that others are compared with are {@code references} (one a row, transformed).
 */
public final class ModelFile {
    private static final String KEY = "hourglass";
    private static final String PLACE = "metadata " + KEY;
    private static final String REFERENCES = "references";
    private static final String DAMAGED = "check whether the file is damaged";

    /** So many numbers are digested at a time. */
    private static final int DIGESTED = 1 << 14;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .annotationIntrospector(new NullsOnlyWhereDeclared())
            .build();

    private ModelFile() {}

    /** Lets components of records be null only where they are declared so. */
    private static final class NullsOnlyWhereDeclared extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonSetter.Value findSetterInfo(Annotated annotated) {
            if (annotated instanceof AnnotatedParameter parameter
                    && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor) {
                AnnotatedType type = constructor.getAnnotatedParameterTypes()[parameter.getIndex()];
                return JsonSetter.Value.forValueNulls(
                        type.isAnnotationPresent(Nullable.class) ? Nulls.SET : Nulls.FAIL);
            }
            return super.findSetterInfo(annotated);
        }
    }

    /**
     * Writes a model, all of it or nothing.
     *
     * @throws InputException if a number is not finite, or the file cannot be written
     */
    public static void write(Path path, FittedModel saved) {
        try {
            List<Tensor> tensors = tensors(saved);
            Matrix references = saved.references();
            if (references != null) {
                tensors.add(new Tensor(
                        REFERENCES, List.of(references.count(), references.columns()), references.values(), 0));
            }
            SafeTensors.write(path, tensors, Map.of(KEY, JSON.writeValueAsString(saved.description())));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "options that JSON does not have: " + saved.fit().options(), e);
        }
    }

    /** What codes depend on. */
    private static List<Tensor> tensors(FittedModel saved) {
        List<Tensor> tensors = new ArrayList<>(ModelTensors.of(saved.bareModel()));
        tensors.addAll(TransformTensors.of(saved.transform(), saved.bareModel().visible()));
        return tensors;
    }

    /**
     * The identity of the codes of a model: the SHA-256 of all that they depend on. Models that were fitted in the same way have
     * the same one, whenever that was and however long it took.
     */
    public static String fingerprint(FittedModel saved) {
        ObjectNode identity = JSON.valueToTree(saved.description());
        identity.remove(List.of("fit", "data", "anomalies", "references"));
        DataDescription data = saved.data();
        identity.putPOJO("imageShape", data.imageShape());
        identity.putPOJO("firstColumn", data.firstColumn());
        identity.putPOJO("white", saved.fit().options().get("white"));
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(JSON.writeValueAsBytes(identity));
            for (Tensor tensor : tensors(saved)) {
                update(digest, tensor);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a description that JSON does not have: " + identity, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, Tensor tensor) {
        digest.update((tensor.name() + tensor.shape()).getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.allocate(DIGESTED * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < tensor.size(); from += DIGESTED) {
            int length = Math.min(DIGESTED, tensor.size() - from);
            bytes.clear().asFloatBuffer().put(tensor.values(), tensor.offset() + from, length);
            digest.update(bytes.limit(length * Float.BYTES));
        }
    }

    /**
     * Reads a model.
     *
     * @throws InputException if the file is no model, is damaged, is of a later format, or its numbers are not finite or
     *     not of the shape that its description says
     */
    public static FittedModel read(Path path) {
        try (SafeTensors file = SafeTensors.open(path)) {
            ModelDescription description = describe(path, file);
            TensorReader tensors = new TensorReader(path, file);
            Model model = ModelTensors.read(description.model(), tensors);
            Transform transform = TransformTensors.read(description.transform(), tensors, model.visible());
            Integer count = description.references();
            Matrix references = count == null
                    ? null
                    : new Matrix(tensors.read(REFERENCES, count, model.visible()), model.visible());
            tensors.requireAllRead();
            file.verify();
            return new FittedModel(
                    model,
                    transform,
                    description.data(),
                    description.fit(),
                    description.table(),
                    description.text(),
                    description.missing(),
                    description.thresholds(),
                    description.anomalies(),
                    references);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new InputException(path.toString(), PLACE, String.valueOf(e.getMessage()), DAMAGED, e);
        }
    }

    /** Whether a file is a model, as its header says. */
    public static boolean isModel(Path path) {
        return SafeTensors.hasMetadata(path, KEY);
    }

    /** Reads what a file says of its model, without reading the numbers. */
    public static ModelDescription describe(Path path) {
        try (SafeTensors file = SafeTensors.open(path)) {
            return describe(path, file);
        }
    }

    /** The names of the fields that lead to what was refused, for a message. */
    private static String at(JsonProcessingException e) {
        if (!(e instanceof JsonMappingException mapping)) {
            return "";
        }
        String fields = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName())
                .collect(Collectors.joining("."));
        return fields.isEmpty() ? "" : fields + ": ";
    }

    private static ModelDescription describe(Path path, SafeTensors file) {
        String json = file.metadata().get(KEY);
        if (json == null) {
            throw new InputException(
                    path.toString(),
                    "",
                    "is not a model of Hourglass: its metadata have no " + KEY,
                    "give a file that hourglass train wrote");
        }
        file.requireChecksums();
        try {
            JsonNode tree = JSON.readTree(json);
            int format = tree.path("format").asInt();
            if (format != ModelDescription.FORMAT) {
                throw new InputException(
                        path.toString(),
                        PLACE,
                        "the format is %d, but this Hourglass reads %d".formatted(format, ModelDescription.FORMAT),
                        "use a newer Hourglass, or train the model again");
            }
            for (String optional : ModelDescription.OPTIONAL) {
                if (tree instanceof ObjectNode fields && !fields.has(optional)) {
                    fields.putNull(optional);
                }
            }
            if (tree.get("data") instanceof ObjectNode data && !data.has("firstColumn")) {
                data.putNull("firstColumn");
            }
            if (tree.get("thresholds") instanceof ObjectNode thresholds) {
                thresholds.putIfAbsent("unitLength", BooleanNode.FALSE);
            }
            if (tree.get("anomalies") instanceof ObjectNode anomalies) {
                // Of earlier files, where no row was too near.
                anomalies.putIfAbsent("distance", DoubleNode.valueOf(0));
                anomalies.putIfAbsent("near", DoubleNode.valueOf(0));
            }
            ModelDescription description = JSON.treeToValue(tree, ModelDescription.class);
            // Numbers without number are refused here, and not where they are shown.
            description.model().dimension();
            return description;
        } catch (ArithmeticException e) {
            throw new InputException(path.toString(), PLACE, "more numbers than a model can have", DAMAGED, e);
        } catch (JsonProcessingException e) {
            // A constructor below says it better, if one of these refused.
            String reason = e.getCause() instanceof IllegalArgumentException refusal
                    ? String.valueOf(refusal.getMessage())
                    : e.getCause() instanceof NullPointerException
                            ? "null where a value is needed"
                            : e.getOriginalMessage();
            // After a semicolon or on later lines, and by the names of packages, Jackson speaks to programmers.
            String plain = reason.replaceAll("(?s)[;\\p{Cntrl}].*", "").replaceAll("\\b([a-z]+\\.)+(?=[A-Z])", "");
            throw new InputException(path.toString(), PLACE, at(e) + plain, DAMAGED, e);
        }
    }
}
