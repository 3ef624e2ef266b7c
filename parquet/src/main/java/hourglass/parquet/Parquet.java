package hourglass.parquet;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.LabelIndex;
import hourglass.data.Rows;
import hourglass.data.file.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Reads Parquet files, compressed by gzip, Snappy, Zstandard or LZ4, or not. A column of vectors holds lists of numbers, in whatever
 * of the usual ways; rows are unpacked once, into memory or a temporary file.
 */
public final class Parquet {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private Parquet() {}

    /** Whether a path is a file that starts like Parquet. */
    public static boolean matches(Path path) {
        if (!Source.exists(path) || Files.isDirectory(path)) {
            return false;
        }
        try (Source source = Source.open(path)) {
            return Arrays.equals(source.peek(MAGIC.length), MAGIC);
        }
    }

    /**
     * Reads vectors with the ids and classes of their rows. The notes of the result name the columns that were chosen.
     *
     * @throws InputException if a column is missing or of another kind, a vector is missing, of another length than the first
     *     or not finite, or the file is damaged
     */
    public static Dataset read(Path path, ParquetColumns columns) {
        try (ParquetSource source = ParquetSource.open(path)) {
            ColumnDescriptor vector = vector(source, columns.vector());
            ColumnDescriptor id = id(source, columns.id());
            ColumnDescriptor label = columns.label() == null ? null : source.texts(columns.label());
            List<String> ids = new ArrayList<>();
            LabelIndex labels = new LabelIndex();
            // One column may be both.
            Map<ColumnDescriptor, Consumer<String>> texts = new LinkedHashMap<>();
            if (id != null) {
                texts.put(id, ids::add);
            }
            if (label != null) {
                texts.merge(label, labels::add, Consumer::andThen);
            }
            Rows rows;
            try (VectorColumn vectors = new VectorColumn(path, vector)) {
                source.choose(Stream.concat(Stream.of(vector), texts.keySet().stream())
                        .toList());
                source.forEachRowGroup(group -> {
                    texts.forEach((column, action) -> new TextColumn(column).read(group.reader(column), action));
                    vectors.read(group.reader(vector));
                });
                rows = vectors.rows();
            }
            Dataset data = new Dataset(path.toString(), rows, List.of(), null, null)
                    .withIds(ids)
                    .withNote("%s: vectors are read from column %s, ids %s"
                            .formatted(
                                    path,
                                    ParquetSource.name(vector),
                                    id == null ? "are row numbers" : "from column " + ParquetSource.name(id)));
            return label == null ? data : data.withLabels(labels.labels());
        }
    }

    /**
     * Reads the texts of a column, one a row, from the first on.
     *
     * @throws InputException if there is no such column of texts, or the file is damaged
     */
    public static ParquetTexts texts(Path path, String column) {
        return new ParquetTexts(path, column);
    }

    /** Whether there is a column of texts of this name. */
    public static boolean hasTexts(Path path, String column) {
        try (ParquetSource source = ParquetSource.open(path)) {
            return source.find(column).stream().anyMatch(TextColumn::isText);
        }
    }

    private static ColumnDescriptor vector(ParquetSource source, @Nullable String wanted) {
        List<ColumnDescriptor> lists =
                source.columns().stream().filter(VectorColumn::isVector).toList();
        if (wanted == null) {
            if (lists.size() != 1) {
                throw source.wrong(
                        "",
                        "has %s columns of lists of numbers among its columns %s"
                                .formatted(lists.isEmpty() ? "no" : lists.size(), source.names()),
                        lists.isEmpty() ? "give a file with a column of vectors" : "name one by --vector-column");
            }
            return lists.get(0);
        }
        return source.only(wanted, VectorColumn::isVector, "lists of numbers");
    }

    private static @Nullable ColumnDescriptor id(ParquetSource source, @Nullable String wanted) {
        if (wanted != null) {
            return source.texts(wanted);
        }
        List<ColumnDescriptor> usual = source.find(ParquetColumns.USUAL_ID);
        return usual.size() == 1 && TextColumn.isText(usual.get(0)) ? usual.get(0) : null;
    }
}
