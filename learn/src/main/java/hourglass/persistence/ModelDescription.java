package hourglass.persistence;

import hourglass.codes.Thresholds;
import hourglass.data.TextEncoding;
import hourglass.data.table.TableEncoding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model file says beside its numbers.
 *
 * @param format the version of this description
 * @param model its architecture
 * @param transform what data go through first: identity, standardization, scaling, whitening, tf-idf or log-tf-idf
 * @param data that it was fitted to
 * @param fit how that was done
 * @param table how a table becomes rows of numbers, if it was one
 * @param text how a text becomes such a row, if they were texts
 * @param missing whether numbers may be missing, which are then replaced by 0 after the transform
 * @param thresholds what makes real codes binary, if that has been chosen
 * @param anomalies what errors are ordinary, if that has been measured
 * @param references how many rows it keeps to compare others with, if it does
 */
public record ModelDescription(
        int format,
        ModelConfig model,
        String transform,
        DataDescription data,
        FitDescription fit,
        @Nullable TableEncoding table,
        @Nullable TextEncoding text,
        boolean missing,
        @Nullable Thresholds thresholds,
        @Nullable AnomalyScale anomalies,
        @Nullable Integer references) {
    /** The version that is written. A version that only has more fields is still this one. */
    static final int FORMAT = 2;

    /** What files from before it was written may lack. */
    static final List<String> OPTIONAL = List.of("table", "text", "thresholds", "anomalies", "references");
}
