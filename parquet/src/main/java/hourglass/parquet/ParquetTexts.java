package hourglass.parquet;

import java.io.Closeable;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.jspecify.annotations.Nullable;

/** The texts of a column, one a row in their order, of which only a part is in memory; empty where one is missing. */
public final class ParquetTexts implements Iterator<String>, Closeable {
    private final Path path;
    private final ParquetSource source;
    private final ColumnDescriptor column;
    private @Nullable ColumnReader values;
    private long left;

    ParquetTexts(Path path, String column) {
        this.path = path;
        this.source = ParquetSource.open(path);
        try {
            this.column = source.texts(column);
        } catch (RuntimeException e) {
            source.close();
            throw e;
        }
        source.choose(List.of(this.column));
    }

    @Override
    public boolean hasNext() {
        while (left == 0) {
            ParquetSource.RowGroup group = source.next();
            if (group == null) {
                return false;
            }
            values = group.reader(column);
            left = ParquetSource.count(values);
        }
        return true;
    }

    @Override
    public String next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there are no more rows");
        }
        left--;
        return ParquetSource.attempt(path, () -> new TextColumn(column).next(Objects.requireNonNull(values)));
    }

    @Override
    public void close() {
        source.close();
    }
}
