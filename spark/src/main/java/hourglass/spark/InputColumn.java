package hourglass.spark;

import hourglass.data.InputException;
import java.io.Serializable;
import java.util.Arrays;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * The column that items are read from.
 *
 * @param name of the column
 * @param index where it stands
 * @param kind what it holds
 */
record InputColumn(String name, int index, Kind kind) implements Serializable {
    /** What the items of a column are. */
    enum Kind {
        /** Vectors of Spark ML. */
        VECTOR,
        /** Arrays of numbers. */
        ARRAY,
        /** Images, as the source {@code image} reads them. */
        IMAGE,
        /** Texts. */
        TEXT
    }

    /** @throws InputException if there is no such column, or it holds nothing that can be encoded */
    static InputColumn of(StructType schema, String name) {
        if (!Arrays.asList(schema.fieldNames()).contains(name)) {
            throw new InputException(
                    "the DataFrame",
                    "column " + name,
                    "is not among its columns: " + String.join(", ", schema.fieldNames()),
                    "set inputCol to the column of the items");
        }
        int index = schema.fieldIndex(name);
        return new InputColumn(name, index, kind(schema.fields()[index].dataType(), name));
    }

    private static Kind kind(DataType type, String name) {
        if (type.equals(SQLDataTypes.VectorType())) {
            return Kind.VECTOR;
        }
        if (type instanceof ArrayType array && array.elementType() instanceof NumericType) {
            return Kind.ARRAY;
        }
        if (type.equals(DataTypes.StringType)) {
            return Kind.TEXT;
        }
        if (type instanceof StructType struct
                && Arrays.equals(struct.fieldNames(), ImageSchema.columnSchema().fieldNames())) {
            return Kind.IMAGE;
        }
        throw new InputException(
                "the DataFrame",
                "column " + name,
                "is of type %s, which cannot be encoded".formatted(type.simpleString()),
                "give vectors, arrays of numbers, texts, or images of the source 'image'; "
                        + "VectorAssembler makes vectors of several columns");
    }
}
