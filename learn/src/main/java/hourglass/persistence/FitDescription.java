package hourglass.persistence;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a model was fitted, so that it can be fitted again.
 *
 * @param likelihood the name of the likelihood p(x | mu) of the data
 * @param options by name; values that JSON has: text, numbers, truth values, lists, maps, null
 * @param seed that everything random was derived from
 * @param version of Hourglass
 * @param date when it was done
 * @param stages what was fitted one after the other
 * @param stopReason why the last stage ended
 */
public record FitDescription(
        String likelihood,
        Map<String, Object> options,
        long seed,
        String version,

        @JsonSerialize(using = ToStringSerializer.class) @JsonDeserialize(using = IsoDate.class)
        Instant date,

        @JsonAlias("phases") List<Stage> stages,
        StopReason stopReason) {
    /** Of a model that was computed in one go, now and by this version: there are no stages. */
    public static FitDescription closedForm(String likelihood, Map<String, Object> options, long seed) {
        return new FitDescription(
                likelihood, options, seed, Version.number(), Instant.now(), List.of(), StopReason.FINISHED);
    }

    /** A copy with these options. */
    public FitDescription withOptions(Map<String, Object> options) {
        return new FitDescription(likelihood, options, seed, version, date, stages, stopReason);
    }

    public FitDescription {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
        stages = List.copyOf(stages);
    }

    /**
     * The losses of one stage, by epoch.
     *
     * @param name "RBM 784-1000" or "fine-tuning"
     * @param trainingLosses mean over the rows trained on
     * @param validationLosses mean over the rows held out, or empty where there were none
     * @param seconds it took
     */
    public record Stage(String name, List<Double> trainingLosses, List<Double> validationLosses, double seconds) {
        public Stage {
            trainingLosses = List.copyOf(trainingLosses);
            validationLosses = List.copyOf(validationLosses);
            requireFinite(trainingLosses);
            requireFinite(validationLosses);
            if (!validationLosses.isEmpty() && validationLosses.size() != trainingLosses.size()) {
                throw new IllegalArgumentException(
                        "%d validation losses for %d epochs".formatted(validationLosses.size(), trainingLosses.size()));
            }
        }

        private static void requireFinite(List<Double> losses) {
            for (double loss : losses) {
                if (!Double.isFinite(loss)) {
                    throw new IllegalArgumentException("losses must be finite, but one was " + loss);
                }
            }
        }

        /** How many passes over the data it took. */
        public int epochs() {
            return trainingLosses.size();
        }
    }

    /** Reads what {@link Instant#toString} writes. */
    static final class IsoDate extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        IsoDate() {
            super(Instant.class);
        }

        @Override
        public Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = json.getText();
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw context.weirdStringException(text, Instant.class, "not a date like 2006-07-28T00:00:00Z");
            }
        }
    }
}
