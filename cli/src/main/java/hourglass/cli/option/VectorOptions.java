package hourglass.cli.option;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.file.Datasets;
import hourglass.data.file.ReadOptions;
import hourglass.data.table.Table;
import hourglass.data.table.TableEncoding;
import hourglass.parquet.Parquet;
import hourglass.parquet.ParquetColumns;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which columns of a file are vectors and ids, and ids from a file of their own. */
@Group(Heading.DATA)
final class VectorOptions {
    @Advanced
    @Option(
            names = "--ids",
            paramLabel = "FILE",
            converter = InputPath.class,
            description = "Text file with the id of each row, one a line (default: ids of the data, else row numbers).")
    private @Nullable Path ids;

    @Advanced
    @Option(
            names = "--id-column",
            paramLabel = "COLUMN",
            description =
                    "Column of a CSV or Parquet file with the id of each row, by name, in CSV also by number (default: id,"
                            + " in CSV if it is the first and not of numbers).")
    private @Nullable String idColumn;

    @Advanced
    @Option(
            names = "--vector-column",
            paramLabel = "COLUMN",
            description =
                    "Column of a Parquet file with the vectors, lists of numbers (default: the only such column).")
    private @Nullable String vectorColumn;

    /** The column of the ids, or null. */
    @Nullable
    String idColumn() {
        return idColumn;
    }

    void requireUnused() {
        if (ids != null || idColumn != null || vectorColumn != null) {
            throw new InputException(
                    ids != null ? "--ids" : idColumn != null ? "--id-column" : "--vector-column",
                    "",
                    "is for rows of numbers, not for documents",
                    "leave it out; documents have their ids in a column id, or are named by their files");
        }
    }

    /** Opens data, with ids from a file if one is given. */
    Dataset open(Path path, ReadOptions options) {
        checkIds();
        Dataset data;
        if (Parquet.matches(path)) {
            data = Parquet.read(path, new ParquetColumns(vectorColumn, idColumn, options.labelColumn()));
        } else {
            if (vectorColumn != null) {
                throw new InputException(
                        "--vector-column", "", "is for Parquet files, which %s is not".formatted(path), "leave it out");
            }
            if (idColumn != null && !Datasets.isText(path)) {
                throw new InputException(
                        "--id-column",
                        "",
                        "is for CSV and Parquet files, which %s is not".formatted(path),
                        "give a file of ids by --ids, or leave it out");
            }
            data = Datasets.open(path, options);
        }
        return ids == null ? data : withIdsOfFile(data, ids);
    }

    private void checkIds() {
        if (ids != null && idColumn != null) {
            throw new InputException("--ids", "", "does not go with --id-column", "give one of them");
        }
    }

    private static Dataset withIdsOfFile(Dataset data, Path file) {
        return data.withIds(new IdFile(file).read(data.name(), data.rows().count()));
    }

    /** The rows of a table with the ids given or, as of other rows, those of a first column {@code id} that the model does not see. */
    Dataset withIds(Dataset data, Table table, TableEncoding encoding) {
        checkIds();
        if (vectorColumn != null) {
            throw new InputException("--vector-column", "", "is for Parquet files, not for tables", "leave it out");
        }
        if (ids != null) {
            return withIdsOfFile(data, ids);
        }
        String first = table.columns().get(0);
        boolean usual = first.equalsIgnoreCase("id")
                && encoding.columns().stream().noneMatch(column -> column.name().equals(first));
        if (idColumn == null && !usual) {
            return data;
        }
        int column = idColumn == null ? 0 : table.column(idColumn);
        return data.withIds(IntStream.range(0, table.rows())
                .mapToObj(row -> table.value(row, column))
                .toList());
    }
}
