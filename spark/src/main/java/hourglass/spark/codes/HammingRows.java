package hourglass.spark.codes;

import hourglass.data.InputException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The ids and codes of a table, checked while they are read.
 *
 * @param rows id and code, as bytes of one length for all
 * @param bytes that length; 0 if there are no rows
 */
record HammingRows(Dataset<Row> rows, DataType idType, int bytes) {
    static final String ID = "id";
    static final String CODE = "code";

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    static HammingRows of(Dataset<?> table, String idCol, String codeCol) {
        StructType schema = table.schema();
        DataType idType = idType(schema, idCol);
        codeType(schema, codeCol);
        Dataset<Row> columns = table.select(column(idCol), column(codeCol));
        List<Row> first = columns.takeAsList(1);
        int bytes = first.isEmpty() ? 0 : new Check(idCol, codeCol, 0).code(first.get(0)).length;
        MapPartitionsFunction<Row, Row> check = rows -> new Check(idCol, codeCol, bytes).all(rows);
        return new HammingRows(columns.mapPartitions(check, Encoders.row(schema(idType))), idType, bytes);
    }

    static StructType schema(DataType idType) {
        return new StructType().add(ID, idType, false).add(CODE, DataTypes.BinaryType, false);
    }

    /** The type of a column of ids; refuses others. */
    static DataType idType(StructType schema, String name) {
        DataType type = field(schema, name).dataType();
        if (!HammingIds.TYPES.contains(type)) {
            throw new InputException(
                    "column " + name,
                    "",
                    "ids are bigint, int or string, but this is " + type.catalogString(),
                    "cast it, or name another column by idCol");
        }
        return type;
    }

    /** Refuses a column that is none of codes. */
    static void codeType(StructType schema, String name) {
        DataType type = field(schema, name).dataType();
        boolean longs = type instanceof ArrayType array && array.elementType().equals(DataTypes.LongType);
        if (!longs && !type.equals(DataTypes.BinaryType) && !type.equals(DataTypes.LongType)) {
            throw new InputException(
                    "column " + name,
                    "",
                    "codes are binary, bigint or array<bigint>, but this is " + type.catalogString(),
                    "pack the bits in bytes, or name another column by codeCol");
        }
    }

    static boolean has(StructType schema, String name) {
        return Arrays.stream(schema.fieldNames()).anyMatch(name::equalsIgnoreCase);
    }

    private static StructField field(StructType schema, String name) {
        return Arrays.stream(schema.fields())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new InputException(
                        "column " + name,
                        "",
                        "is not there; the columns are " + String.join(", ", schema.fieldNames()),
                        "name another by idCol or codeCol"));
    }

    static Column column(String name) {
        return functions.col("`" + name.replace("`", "``") + "`");
    }

    /** Copies a code to longs, in the order of bits of {@link hourglass.codes.BinaryCodes}. */
    static void unpack(byte[] bytes, long[] to, int at) {
        int whole = bytes.length / Long.BYTES;
        for (int i = 0; i < whole; i++) {
            to[at + i] = Long.reverse((long) LONGS.get(bytes, i * Long.BYTES));
        }
        if (whole * Long.BYTES < bytes.length) {
            long last = 0;
            for (int i = whole * Long.BYTES; i < bytes.length; i++) {
                last |= (long) (bytes[i] & 0xff) << (Long.SIZE - Byte.SIZE * (i % Long.BYTES + 1));
            }
            to[at + whole] = Long.reverse(last);
        }
    }

    /** The longs of a code. */
    static long[] unpacked(byte[] bytes) {
        long[] code = new long[(bytes.length + Long.BYTES - 1) / Long.BYTES];
        unpack(bytes, code, 0);
        return code;
    }

    /** Reads rows of an id and a code, and says which one is bad. */
    static final class Check {
        private final String idCol;
        private final String codeCol;
        private int bytes;
        private long row;

        /** @param bytes that each code must have; 0 for as many as the first */
        Check(String idCol, String codeCol, int bytes) {
            this.idCol = idCol;
            this.codeCol = codeCol;
            this.bytes = bytes;
        }

        private Iterator<Row> all(Iterator<Row> rows) {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public Row next() {
                    Row next = rows.next();
                    byte[] code = code(next);
                    return RowFactory.create(next.get(0), code);
                }
            };
        }

        /** The bytes of the code of the next row. */
        byte[] code(Row next) {
            return code(id(next.get(0)), next.get(1));
        }

        /** The id of the next row. */
        Object id(@Nullable Object id) {
            row++;
            if (id == null) {
                throw new InputException(
                        "column " + idCol, here(), "is null", "give each row an id, or leave out those that have none");
            }
            return id;
        }

        /** @param id of the row, or null if its rows have none */
        byte[] code(@Nullable Object id, @Nullable Object value) {
            byte[] code = bytes(value);
            if (code == null || code.length == 0) {
                throw bad(id, "is " + (code == null ? "null" : "empty"), "leave out rows that have no code");
            }
            bytes = bytes == 0 ? code.length : bytes;
            if (code.length != bytes) {
                throw bad(
                        id,
                        "has %d bits, not %d as others have".formatted(8 * code.length, 8 * bytes),
                        "encode all rows with the same model");
            }
            return code;
        }

        /** Counts a row that has no id to name it by. */
        void count() {
            row++;
        }

        private InputException bad(@Nullable Object id, String reason, String remedy) {
            return new InputException("column " + codeCol, id == null ? here() : "the row of id " + id, reason, remedy);
        }

        private String here() {
            TaskContext task = TaskContext.get();
            return "partition %d, row %d".formatted(task == null ? 0 : task.partitionId(), row);
        }
    }

    /** In the order of numpy's packbits: bit 0 is the highest of the first byte. */
    private static byte @Nullable [] bytes(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof Long word) {
            return ByteBuffer.allocate(Long.BYTES).putLong(Long.reverse(word)).array();
        }
        if (value == null) {
            return null;
        }
        List<?> words =
                value instanceof List<?> list ? list : CollectionConverters.asJava((scala.collection.Seq<?>) value);
        ByteBuffer bytes = ByteBuffer.allocate(words.size() * Long.BYTES);
        for (Object word : words) {
            if (word == null) {
                return null;
            }
            bytes.putLong(Long.reverse((Long) word));
        }
        return bytes.array();
    }
}
