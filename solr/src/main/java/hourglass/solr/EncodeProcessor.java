package hourglass.solr;

import hourglass.codes.BinaryCodes;
import hourglass.codes.format.CodeText;
import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.solr.common.SolrException;
import org.apache.solr.common.SolrException.ErrorCode;
import org.apache.solr.common.SolrInputDocument;
import org.apache.solr.common.SolrInputField;
import org.apache.solr.update.AddUpdateCommand;
import org.apache.solr.update.processor.UpdateRequestProcessor;
import org.jspecify.annotations.Nullable;

/** Adds codes to documents that have something to encode and no code yet. */
final class EncodeProcessor extends UpdateRequestProcessor {
    private static final String SET = "set";

    private final ModelEncoder encoder;
    private final String source;
    private final String code;
    private final @Nullable String fingerprint;

    EncodeProcessor(
            ModelEncoder encoder,
            String source,
            String code,
            @Nullable String fingerprint,
            @Nullable UpdateRequestProcessor next) {
        super(next);
        this.encoder = encoder;
        this.source = source;
        this.code = code;
        this.fingerprint = fingerprint;
    }

    @Override
    public void processAdd(AddUpdateCommand command) throws IOException {
        SolrInputDocument document = command.getSolrInputDocument();
        SolrInputField given = document.getField(source);
        if (given != null && document.getField(code) == null) {
            try {
                encode(document, given.getValue());
            } catch (IllegalArgumentException e) {
                throw new SolrException(
                        ErrorCode.BAD_REQUEST,
                        "document '%s', field '%s': %s".formatted(command.getPrintableId(), source, e.getMessage()),
                        e);
            }
        }
        super.processAdd(command);
    }

    /** An atomic update of what is encoded becomes one of the code, too. */
    private void encode(SolrInputDocument document, @Nullable Object value) {
        if (value instanceof Map<?, ?> update) {
            if (!update.containsKey(SET)) {
                throw new IllegalArgumentException(
                        "%s leaves open what is to be encoded; set the whole value".formatted(update.keySet()));
            }
            String made = hex(update.get(SET));
            document.setField(code, Collections.singletonMap(SET, made));
            if (fingerprint != null) {
                document.setField(
                        fingerprint, Collections.singletonMap(SET, made == null ? null : encoder.fingerprint()));
            }
        } else {
            String made = hex(value);
            if (made != null) {
                document.setField(code, made);
                if (fingerprint != null) {
                    document.setField(fingerprint, encoder.fingerprint());
                }
            }
        }
    }

    private @Nullable String hex(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        Collection<?> values = value instanceof Collection<?> several ? several : List.of(value);
        long[] made = encoder.readsTexts() ? encoder.encode(text(values)) : encoder.encode(vector(values));
        return made == null ? null : CodeText.HEX.encode(BinaryCodes.of(encoder.bits(), made), 0, CodeField.ORDER);
    }

    private static String text(Collection<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining("\n"));
    }

    private float[] vector(Collection<?> values) {
        if (values.size() != encoder.values()) {
            throw new IllegalArgumentException(
                    "has %d values, but the model takes %d".formatted(values.size(), encoder.values()));
        }
        float[] vector = new float[values.size()];
        int at = 0;
        for (Object value : values) {
            vector[at] = number(value, at);
            at++;
        }
        return vector;
    }

    private static float number(@Nullable Object value, int place) {
        try {
            float number = value instanceof Number given
                    ? given.floatValue()
                    : Float.parseFloat(String.valueOf(value).strip());
            if (Float.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("value %d is %s, which is not a number".formatted(place, value), e);
        }
        throw new IllegalArgumentException("value %d is %s, which is not finite".formatted(place, value));
    }
}
