package hourglass.parquet;

import java.util.function.Consumer;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.schema.PrimitiveType;

/** A column of texts or whole numbers, one a row; a missing one is empty. */
record TextColumn(ColumnDescriptor column) {
    static boolean isText(ColumnDescriptor column) {
        PrimitiveType.PrimitiveTypeName type = column.getPrimitiveType().getPrimitiveTypeName();
        return column.getMaxRepetitionLevel() == 0
                && column.getPath().length == 1
                && (type == PrimitiveType.PrimitiveTypeName.BINARY
                        || type == PrimitiveType.PrimitiveTypeName.INT32
                        || type == PrimitiveType.PrimitiveTypeName.INT64);
    }

    /** Hands on the texts of a part of the rows. */
    void read(ColumnReader values, Consumer<String> action) {
        for (long i = 0; i < ParquetSource.count(values); i++) {
            action.accept(next(values));
        }
    }

    /** The next text. */
    String next(ColumnReader values) {
        boolean there = values.getCurrentDefinitionLevel() == column.getMaxDefinitionLevel();
        String text = there ? text(values) : "";
        values.consume();
        return text;
    }

    private String text(ColumnReader values) {
        return switch (column.getPrimitiveType().getPrimitiveTypeName()) {
            case INT32 -> Integer.toString(values.getInteger());
            case INT64 -> Long.toString(values.getLong());
            default -> values.getBinary().toStringUsingUTF8();
        };
    }
}
