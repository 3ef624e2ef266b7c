package hourglass.parquet;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.file.Element;
import hourglass.data.file.SpillBuffer;
import java.io.Closeable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Collects the vectors of a column of lists of numbers. The levels of a value say where lists begin and what is missing: S. Melnik
 * et al., <i>Dremel: interactive analysis of web-scale datasets</i>, VLDB 2010, section 4.1.
 */
final class VectorColumn implements Closeable {
    private final Path path;
    private final ColumnDescriptor column;
    private final SpillBuffer rows = new SpillBuffer();
    /** The numbers of the row that is being read, in the form in which rows are kept. */
    private ByteBuffer row = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);

    private int length;
    private int count;

    VectorColumn(Path path, ColumnDescriptor column) {
        this.path = path;
        this.column = column;
    }

    /** Whether a column holds lists of numbers, and not lists of lists. */
    static boolean isVector(ColumnDescriptor column) {
        return column.getMaxRepetitionLevel() == 1
                && switch (column.getPrimitiveType().getPrimitiveTypeName()) {
                    case FLOAT, DOUBLE, INT32, INT64 -> true;
                    case FIXED_LEN_BYTE_ARRAY -> isHalf(column.getPrimitiveType());
                    default -> false;
                };
    }

    private static boolean isHalf(PrimitiveType type) {
        return type.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.Float16LogicalTypeAnnotation;
    }

    /** Reads a part of the rows, which follow on those before. */
    void read(ColumnReader values) {
        long total = ParquetSource.count(values);
        for (long i = 0; i < total; i++) {
            if (values.getCurrentRepetitionLevel() == 0 && i > 0) {
                endRow();
            }
            if (values.getCurrentDefinitionLevel() < column.getMaxDefinitionLevel()) {
                throw wrong(
                        row.position() == 0
                                ? "the vector is missing or empty, or its first number is"
                                : "a number is missing");
            }
            append(number(values));
            values.consume();
        }
        if (total > 0) {
            endRow();
        }
    }

    private float number(ColumnReader values) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case FLOAT -> values.getFloat();
            case DOUBLE -> (float) values.getDouble();
            case INT32 -> values.getInteger();
            case INT64 -> values.getLong();
            default -> half(values.getBinary().toByteBuffer());
        };
    }

    private static float half(ByteBuffer bytes) {
        float[] number = new float[1];
        Element.F16.read(bytes.order(ByteOrder.LITTLE_ENDIAN), bytes.position(), number, 0, 1);
        return number[0];
    }

    private void append(float number) {
        if (!Float.isFinite(number)) {
            throw wrong("number %d is %s, which is not finite".formatted(row.position() / Float.BYTES, number));
        }
        if (!row.hasRemaining()) {
            row = ByteBuffer.allocate(2 * row.capacity())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(row.flip());
        }
        row.putFloat(number);
    }

    private void endRow() {
        int numbers = row.position() / Float.BYTES;
        if (count == 0) {
            length = numbers;
        } else if (numbers != length) {
            throw wrong("has %d numbers, but row 0 has %d".formatted(numbers, length));
        }
        rows.write(row.array(), 0, row.position());
        row.clear();
        count++;
    }

    private InputException wrong(String reason) {
        return new InputException(
                path.toString(),
                "row %d, column %s".formatted(count, ParquetSource.name(column)),
                reason,
                "give vectors of finite numbers, all of one length");
    }

    /** All rows. */
    Rows rows() {
        if (count == 0) {
            throw new InputException(path.toString(), "", "holds no rows", "give a file with at least one vector");
        }
        return rows.rows(Element.F32, ByteOrder.LITTLE_ENDIAN, length, 1);
    }

    @Override
    public void close() {
        rows.close();
    }
}
