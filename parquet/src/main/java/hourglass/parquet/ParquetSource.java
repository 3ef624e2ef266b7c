package hourglass.parquet;

import hourglass.data.InputException;
import hourglass.data.file.Source;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.MessageType;
import org.jspecify.annotations.Nullable;

/** A Parquet file that is open. Whatever goes wrong names it. */
final class ParquetSource implements Closeable {
    private final Path path;
    private final ParquetFileReader reader;

    private ParquetSource(Path path, ParquetFileReader reader) {
        this.path = path;
        this.reader = reader;
    }

    /** Opens a file and reads its schema. */
    static ParquetSource open(Path path) {
        if (Source.isKept(path)) {
            throw new InputException(
                    path.toString(), "", "is a pipe, but Parquet is read from its end", "give a file of it");
        }
        return attempt(path, () -> {
            PlainParquetConfiguration configuration = new PlainParquetConfiguration();
            ParquetReadOptions options = ParquetReadOptions.builder(configuration)
                    .withCodecFactory(new Codecs(path, configuration))
                    .build();
            return new ParquetSource(path, ParquetFileReader.open(new LocalInputFile(path), options));
        });
    }

    private MessageType schema() {
        return reader.getFileMetaData().getSchema();
    }

    /** All columns of values; a nested one has the name of its outermost field. */
    List<ColumnDescriptor> columns() {
        return schema().getColumns();
    }

    static String name(ColumnDescriptor column) {
        return column.getPath()[0];
    }

    /** The names of the columns, for messages. */
    String names() {
        return schema().getFields().stream()
                .map(field -> InputException.excerpt(field.getName()))
                .collect(Collectors.joining(", "));
    }

    /** The columns of values of a field. */
    List<ColumnDescriptor> find(String name) {
        return columns().stream().filter(column -> name(column).equals(name)).toList();
    }

    ColumnDescriptor texts(String name) {
        return only(name, TextColumn::isText, "texts or whole numbers");
    }

    /** The column of a name, which must be of a kind. */
    ColumnDescriptor only(String name, Predicate<ColumnDescriptor> kind, String kinds) {
        List<ColumnDescriptor> found = find(name);
        if (found.isEmpty()) {
            throw wrong("", "has no column %s among %s".formatted(name, names()), "name one of these");
        }
        if (found.size() > 1 || !kind.test(found.get(0))) {
            throw wrong(
                    "column " + name,
                    "holds no %s, but %s".formatted(kinds, schema().getType(name)),
                    "name a column of " + kinds);
        }
        return found.get(0);
    }

    /** The values of some columns in one part of the rows. */
    record RowGroup(ColumnReadStoreImpl store) {
        ColumnReader reader(ColumnDescriptor column) {
            return store.getColumnReader(column);
        }
    }

    /** How many values a part of a column has, with those that are missing. */
    @SuppressWarnings("deprecation") // The interface has nothing in its place.
    static long count(ColumnReader values) {
        return values.getTotalValueCount();
    }

    /** Reads the chosen columns of all rows, a part of them at a time. */
    void forEachRowGroup(Consumer<RowGroup> action) {
        for (RowGroup group = next(); group != null; group = next()) {
            RowGroup one = group;
            attempt(path, () -> {
                action.accept(one);
                return one;
            });
        }
    }

    /** Only these columns are read from here on. */
    void choose(List<ColumnDescriptor> columns) {
        reader.setRequestedSchema(columns);
    }

    /** The next part of the rows, or null after the last. */
    @Nullable
    RowGroup next() {
        PageReadStore[] pages = new PageReadStore[1];
        attempt(path, () -> pages[0] = reader.readNextRowGroup());
        return pages[0] == null
                ? null
                : new RowGroup(new ColumnReadStoreImpl(
                        pages[0],
                        new NoConverter(),
                        schema(),
                        reader.getFileMetaData().getCreatedBy()));
    }

    InputException wrong(String place, String reason, String remedy) {
        return new InputException(path.toString(), place, reason, remedy);
    }

    /** Access to the file. */
    @FunctionalInterface
    interface Access<T> {
        T run() throws IOException;
    }

    /** Turns failures of the reader, which on damaged files may be of any kind, into one message. */
    static <T> T attempt(Path path, Access<T> access) {
        try {
            return access.run();
        } catch (InputException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new InputException(
                    path.toString(),
                    "",
                    "cannot be read as Parquet (%s: %s)"
                            .formatted(
                                    e.getClass().getSimpleName(),
                                    InputException.excerpt(String.valueOf(e.getMessage())
                                            .lines()
                                            .findFirst()
                                            .orElse(""))),
                    "get a complete, undamaged copy of the file, not encrypted",
                    e);
        }
    }

    @Override
    public void close() {
        attempt(path, () -> {
            reader.close();
            return path;
        });
    }
}
