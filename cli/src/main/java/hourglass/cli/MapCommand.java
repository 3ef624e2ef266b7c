package hourglass.cli;

import hourglass.cli.evaluation.CodePlane;
import hourglass.cli.help.Epochs;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.help.Output;
import hourglass.cli.option.EpochsOption;
import hourglass.cli.option.InputPath;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.Range;
import hourglass.cli.option.ReadingOptions;
import hourglass.cli.option.SeedOption;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Content;
import hourglass.cli.output.OutputTargets;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Progress;
import hourglass.cli.terminal.ShellCommand;
import hourglass.data.Dataset;
import hourglass.data.Labels;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.file.Csv;
import hourglass.data.file.RowTexts;
import hourglass.data.file.RowWriter;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.persistence.Version;
import hourglass.picture.CodeMap;
import hourglass.picture.Png;
import hourglass.picture.Provenance;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Draws items as points of the plane, by codes of two numbers. */
@Command(
        name = "map",
        description = "Map data to the plane by codes of two numbers, several methods side by side.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Writes a page, a picture (.png) and the points (.csv) under one name.",
            "Example: hourglass map --data digits.idx.gz --methods pca,lda,autoencoder,nca -o map.html"
        })
final class MapCommand implements Runnable {
    @Group(Heading.DATA)
    @Option(
            names = "--data",
            required = true,
            paramLabel = "PATH",
            converter = InputPath.class,
            description =
                    "File of rows, folder of images, or - for standard input; also codes in a file, with --methods pca.")
    private Path input;

    @Group(Heading.MODEL)
    @Option(
            names = "--methods",
            paramLabel = "NAMES",
            split = ",",
            description =
                    "Methods to fit: pca, lda, autoencoder, nca, siamese, agreement (default: all that the data allow;"
                            + " none with --model).")
    private @Nullable List<String> methods;

    @Group(Heading.MODEL)
    @Option(
            names = "--model",
            paramLabel = "FILE",
            split = ",",
            description = "Fitted models to show; codes of more than two numbers by their two principal components.")
    private @Nullable List<Path> models;

    @Mixin
    @Output(value = "Page; the picture and the points go beside it (default: map.html).", defaultValue = "map.html")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "3000",
            description = "Most items shown, evenly from all (default: ${DEFAULT-VALUE}).")
    private int count;

    @Mixin
    @Epochs("40")
    private EpochsOption epochs;

    @Mixin
    private SeedOption seed;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private Console console;

    @ParentCommand
    private Hourglass hourglass;

    @Spec
    private CommandSpec spec;

    /** The result as JSON. */
    private record Result(String page, String picture, String points, int items, List<Method> methods) {}

    /**
     * One method.
     *
     * @param error the share of items whose nearest neighbour in the plane is of another class; null without classes
     */
    private record Method(String name, @Nullable Double error) {}

    @Override
    public void run() {
        new Range(2, Integer.MAX_VALUE).require("--count", count);
        int passes = epochs.count();
        Path picture = OutputTargets.beside(output.path(), ".png");
        Path points = OutputTargets.beside(output.path(), ".csv");
        overwrite
                .targets()
                .reading(input)
                .writing(output.path(), Content.REPORT)
                .writing(picture, Content.PICTURE)
                .writing(points, Content.TABLE)
                .check();
        Dataset data = reading.open(input);
        List<CodePlane> planes = new ArrayList<>();
        try (ThreadTeam team = threads.team();
                Progress progress = console.progress(data.rows().count())) {
            for (String name : names(data)) {
                planes.add(hourglass
                        .interruption()
                        .run(
                                progress,
                                listener -> CodePlane.fitted(name, data, passes, seed.value(), listener, team),
                                "no map was written; give --methods with fewer of them to be quicker"));
            }
            for (Path file : models == null ? List.<Path>of() : models) {
                FittedModel model = ModelFile.read(file);
                Dataset opened = reading.open(input, model);
                planes.add(CodePlane.of(String.valueOf(file.getFileName()), model, opened, team));
            }
            progress.end();
            write(data, planes, picture, points, team);
        }
    }

    private List<String> names(Dataset data) {
        if (methods != null) {
            methods.forEach(name -> CodePlane.requireKnown(name, data));
            return methods.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        }
        return models == null ? CodePlane.suiting(data) : List.of();
    }

    private void write(Dataset data, List<CodePlane> planes, Path picture, Path points, ThreadTeam team) {
        int all = data.rows().count();
        int[] rows = data.rows().evenRows(count);
        int shown = rows.length;
        Labels labels = data.labels();
        int[] classes = IntStream.of(rows)
                .map(row -> labels == null ? Rows.UNLABELLED : labels.classes()[row])
                .toArray();
        List<Method> measured = new ArrayList<>();
        List<CodeMap.Panel> panels = new ArrayList<>();
        for (CodePlane plane : planes) {
            Double error = labels == null ? null : plane.error(labels, team);
            measured.add(new Method(plane.name(), error));
            Matrix chosen = new Matrix(plane.points().select(rows).toArray(), 2);
            String note = error == null ? "" : "nearest neighbour wrong: %.1f%%".formatted(100 * error);
            panels.add(new CodeMap.Panel(plane.name(), chosen, note));
        }
        CodeMap map = new CodeMap(
                "Map of " + data.name(),
                panels,
                classes,
                labels == null ? List.of() : labels.names(),
                List.of(),
                data.imageShape() == null
                        ? null
                        : new Matrix(
                                data.rows().select(rows).toArray(), data.rows().columns()),
                data.imageShape(),
                new Provenance(
                        Version.number(),
                        seed.value(),
                        Instant.now(),
                        ShellCommand.of(spec),
                        Provenance.thisMachine()));
        map.writePage(output.path());
        Png.write(map.picture(), picture);
        writePoints(points, planes, labels);
        StringBuilder text = new StringBuilder("map      %s, %,d of %,d items".formatted(output.path(), shown, all));
        text.append("%npicture  %s%npoints   %s".formatted(picture, points));
        for (Method method : measured) {
            text.append("%n%-12s %s"
                    .formatted(
                            method.name,
                            method.error == null
                                    ? ""
                                    : "nearest neighbour of another class: %.2f%%".formatted(100 * method.error)));
        }
        console.print(
                new Result(output.path().toString(), picture.toString(), points.toString(), shown, measured),
                text.toString().stripTrailing());
    }

    /** All points, two columns for each method. */
    private static void writePoints(Path file, List<CodePlane> planes, @Nullable Labels labels) {
        List<String> names = planes.stream()
                .flatMap(plane -> List.of(plane.name() + ".x", plane.name() + ".y").stream())
                .toList();
        int rows = planes.get(0).points().count();
        float[] line = new float[names.size()];
        try (RowWriter writer = Csv.writer(file, names.size(), names, RowTexts.NONE, RowTexts.labels(labels))) {
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < planes.size(); i++) {
                    planes.get(i).points().read(row, line, 2 * i);
                }
                writer.append(line, 1);
            }
            writer.commit();
        }
    }
}
