package hourglass.cli;

import hourglass.cli.option.DataOption;
import hourglass.cli.option.InputPath;
import hourglass.cli.option.ReadingOptions;
import hourglass.cli.output.DataText;
import hourglass.cli.output.TableReadingText;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Listing;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Summary;
import hourglass.data.file.Datasets;
import hourglass.data.table.Table;
import hourglass.data.table.TableEncoding;
import hourglass.data.table.TableReading;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what the readers see in a file or folder. */
@Command(
        name = "info",
        description = "Show what a data file or folder contains.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: hourglass data info images/"})
final class DataInfoCommand implements Runnable {
    @Parameters(paramLabel = "PATH", converter = InputPath.class, description = DataOption.DESCRIPTION)
    private Path path;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private Console console;

    /** The result as JSON. */
    private record Result(
            String data,
            int rows,
            int columns,
            List<String> columnNames,
            @Nullable ImageShape imageShape,
            Summary values,
            @Nullable Map<String, Integer> labels) {}

    /** The result for a table of more than numbers as JSON. */
    private record TableResult(
            TableReading reading, @Nullable Map<String, Integer> labels) {}

    @Override
    public void run() {
        try {
            print(reading.open(path));
        } catch (InputException notNumbers) {
            if (!Datasets.isText(path)) {
                throw notNumbers;
            }
            print(reading.openTable(path));
        }
    }

    private void print(Table table) {
        String label = reading.labelColumn();
        TableEncoding encoding = TableEncoding.of(table, label == null ? List.of() : List.of(label));
        encoding.encode(table);
        TableReading read = TableReading.of(table, encoding);
        Labels labels = label == null ? null : table.labels(label);
        Listing text = TableReadingText.of(read);
        if (labels != null) {
            text.add("labels", DataText.classes(labels));
        }
        console.print(new TableResult(read, counts(labels)), text);
    }

    private void print(Dataset data) {
        int rows = data.rows().count();
        int columns = data.rows().columns();
        Summary values = Summary.of(data.name(), data.rows());
        Listing text = new Listing()
                .add("data", data.name())
                .add("rows", "%,d".formatted(rows))
                .add(
                        "columns",
                        "%,d".formatted(columns)
                                + DataText.images(data.imageShape())
                                + DataText.names(data.columnNames()))
                .add("values", values(values, (long) rows * columns))
                .add("labels", labels(data));
        console.print(
                new Result(
                        data.name(),
                        rows,
                        columns,
                        data.columnNames(),
                        data.imageShape(),
                        values,
                        counts(data.labels())),
                text);
    }

    private static String values(Summary values, long count) {
        String outside = DataText.outside(values, count);
        return "%.4g to %.4g, mean %.4g".formatted(values.least(), values.greatest(), values.mean())
                + (outside.isEmpty() ? "" : "; " + outside);
    }

    /** The classes; of an array file without any, also which file was looked for. */
    private String labels(Dataset data) {
        String absence = data.labels() == null ? Datasets.absenceOfLabels(Path.of(data.name())) : null;
        return DataText.classes(data.labels()) + (absence == null ? "" : ": " + absence);
    }

    private static @Nullable Map<String, Integer> counts(@Nullable Labels labels) {
        if (labels == null) {
            return null;
        }
        Map<String, Integer> counts = new LinkedHashMap<>();
        int[] ofClass = DataText.counts(labels);
        for (int i = 0; i < ofClass.length; i++) {
            counts.put(labels.names().get(i), ofClass[i]);
        }
        return counts;
    }
}
