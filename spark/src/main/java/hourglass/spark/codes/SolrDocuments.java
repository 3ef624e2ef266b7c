package hourglass.spark.codes;

import hourglass.data.InputException;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecializedGetters;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BinaryType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Makes documents of rows: a field for each column that is not null, and text for codes.
 *
 * @param id the number of the column of ids
 * @param code the number of the column of codes, or -1 if there is none
 */
record SolrDocuments(StructType schema, int id, int code) implements Serializable {
    /** A document with the id of its row, to name it by. */
    record Document(String id, Map<String, Object> fields) {}

    private static final List<Class<? extends DataType>> KINDS = List.of(
            StringType.class,
            BooleanType.class,
            ByteType.class,
            ShortType.class,
            IntegerType.class,
            LongType.class,
            FloatType.class,
            DoubleType.class,
            DecimalType.class,
            BinaryType.class,
            DateType.class,
            TimestampType.class);

    static SolrDocuments of(StructType schema, String idCol, String codeCol) {
        HammingRows.idType(schema, idCol);
        boolean hasCode = HammingRows.has(schema, codeCol);
        if (hasCode || !codeCol.equals("code")) {
            HammingRows.codeType(schema, codeCol);
        }
        for (StructField field : schema.fields()) {
            requireKnown(field);
        }
        return new SolrDocuments(schema, number(schema, idCol), hasCode ? number(schema, codeCol) : -1);
    }

    private static int number(StructType schema, String name) {
        String[] names = schema.fieldNames();
        int number = 0;
        while (!names[number].equalsIgnoreCase(name)) {
            number++;
        }
        return number;
    }

    private static void requireKnown(StructField field) {
        DataType type = field.dataType() instanceof ArrayType array ? array.elementType() : field.dataType();
        if (KINDS.stream().noneMatch(kind -> kind.isInstance(type))) {
            throw new InputException(
                    "column " + field.name(),
                    "",
                    "%s is no type of Solr's fields".formatted(field.dataType().catalogString()),
                    "cast it to a string, a number or an array of these, or leave it out");
        }
    }

    HammingRows.Check check() {
        String[] names = schema.fieldNames();
        return new HammingRows.Check(names[id], code < 0 ? "" : names[code], 0);
    }

    Document of(InternalRow row, HammingRows.Check check) {
        StructField[] columns = schema.fields();
        Object key = check.id(value(row, id, columns[id].dataType()));
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            Object value = value(row, i, columns[i].dataType());
            if (i == code) {
                fields.put(columns[i].name(), HexFormat.of().formatHex(check.code(key, value)));
            } else if (value instanceof byte[] bytes) {
                fields.put(columns[i].name(), HexFormat.of().formatHex(bytes));
            } else if (value != null) {
                fields.put(columns[i].name(), value);
            }
        }
        return new Document(key.toString(), fields);
    }

    /** A value as Solr takes it in JSON, or null. */
    private static @Nullable Object value(SpecializedGetters from, int i, DataType type) {
        if (from.isNullAt(i)) {
            return null;
        }
        if (type instanceof ArrayType array) {
            ArrayData values = from.getArray(i);
            List<@Nullable Object> list = new ArrayList<>();
            for (int j = 0; j < values.numElements(); j++) {
                list.add(value(values, j, array.elementType()));
            }
            return list;
        }
        if (type instanceof StringType) {
            return from.getUTF8String(i).toString();
        }
        if (type instanceof DecimalType decimal) {
            return from.getDecimal(i, decimal.precision(), decimal.scale()).toJavaBigDecimal();
        }
        if (type instanceof DateType) {
            return LocalDate.ofEpochDay(from.getInt(i)) + "T00:00:00Z";
        }
        if (type instanceof TimestampType) {
            return Instant.EPOCH.plus(from.getLong(i), ChronoUnit.MICROS).toString();
        }
        return from.get(i, type);
    }
}
