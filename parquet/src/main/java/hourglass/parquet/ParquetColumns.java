package hourglass.parquet;

import org.jspecify.annotations.Nullable;

/**
 * The columns to read of a Parquet file.
 *
 * @param vector the column of lists of numbers, or null for the only one
 * @param id the column of the ids of the rows, or null for {@value #USUAL_ID} where there is such a column
 * @param label the column of the classes of the rows, or null for none
 */
public record ParquetColumns(
        @Nullable String vector,
        @Nullable String id,
        @Nullable String label) {
    public static final ParquetColumns DEFAULT = new ParquetColumns(null, null, null);
    static final String USUAL_ID = "id";

    /** The same with a column of vectors (default: the only column of lists of numbers). */
    public ParquetColumns withVector(String vector) {
        return new ParquetColumns(vector, id, label);
    }

    /** The same with a column of ids (default: {@value #USUAL_ID}, where there is one). */
    public ParquetColumns withId(String id) {
        return new ParquetColumns(vector, id, label);
    }

    /** The same with a column of classes (default: none). */
    public ParquetColumns withLabel(String label) {
        return new ParquetColumns(vector, id, label);
    }
}
