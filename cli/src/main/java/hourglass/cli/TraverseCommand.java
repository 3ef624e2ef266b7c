package hourglass.cli;

import hourglass.cli.help.Advanced;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.option.DataOption;
import hourglass.cli.option.ModelOptions;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.Range;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.output.Content;
import hourglass.cli.terminal.Console;
import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Matrix;
import hourglass.eval.UnitTraversal;
import hourglass.eval.UnitTraversal.Effect;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.picture.Png;
import hourglass.picture.TileLayout;
import hourglass.picture.Tiles;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Moves single units of codes, and shows and measures what changes. */
@Command(
        name = "traverse",
        description = "Move each unit of a code over its range and decode: what does it change?",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Each row of the picture is one unit, from the lower to the upper end of its range; first those that change the"
                    + " class most.",
            "Example: hourglass traverse --model model.safetensors --data images/ -o units.png"
        })
final class TraverseCommand implements Runnable {
    private static final double STYLE = 0.1;

    @Mixin
    private DataOption input;

    @Group(Heading.OUTPUT)
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Picture (.png) of the decoded items (default: none).")
    private @Nullable Path output;

    @Mixin
    private OverwriteOption overwrite;

    @Option(
            names = "--row",
            paramLabel = "ROW",
            defaultValue = "0",
            description = "Row of the data whose code is moved for the picture, from 0 (default: ${DEFAULT-VALUE}).")
    private int row;

    @Option(
            names = "--to",
            paramLabel = "ROW",
            description = "Move to the code of this row in a straight line, instead of along single units.")
    private @Nullable Integer other;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            split = ",",
            description = "Units to move, from 0 (default: all; the picture shows the 20 that change most).")
    private @Nullable List<Integer> units;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "9",
            description = "Steps from end to end (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Advanced
    @Option(
            names = "--sample",
            paramLabel = "ROWS",
            defaultValue = "50",
            description = "Rows over which effects are averaged (default: ${DEFAULT-VALUE}).")
    private int sample;

    @Mixin
    private ModelOptions model;

    @Mixin
    private ThreadOptions threads;

    @Mixin
    private Console console;

    private static final int SHOWN = 20;

    /**
     * The result as JSON.
     *
     * @param classNames of the numbers in what the units turn; empty without classes
     * @param classes of the items on the way between two rows; empty for single units
     */
    private record Result(
            String model,
            List<Effect> units,
            List<String> classNames,
            List<String> classes,
            @Nullable String picture) {}

    @Override
    public void run() {
        FittedModel saved = model.readWithDecoder();
        ImageShape shape = saved.data().imageShape();
        if (output != null && shape == null) {
            throw new InputException(
                    model.path().toString(), "", "was fitted to rows that are not images", "leave out -o");
        }
        if (output != null) {
            overwrite
                    .targets()
                    .reading(input.path(), model.path())
                    .writing(output, Content.PICTURE)
                    .check();
        }
        Dataset data = model.open(input.path(), saved, console);
        new Range(0, data.rows().count() - 1).require("--row", row);
        new Range(2, 1000).require("--steps", steps);
        new Range(1, Integer.MAX_VALUE).require("--sample", sample);
        try (ThreadTeam team = threads.team()) {
            UnitTraversal traversal = new UnitTraversal(saved, data.labelledRows(), team);
            if (other != null) {
                new Range(0, data.rows().count() - 1).require("--to", other);
                between(traversal, other, data, shape);
            } else {
                along(traversal, saved.bareModel().codeSize(), data, shape);
            }
        }
    }

    private void between(UnitTraversal traversal, int other, Dataset data, @Nullable ImageShape shape) {
        UnitTraversal.Path path = traversal.between(row, other, steps);
        write(path.items(), shape);
        Labels labels = data.labels();
        List<String> classes = labels == null
                ? List.of()
                : IntStream.of(path.classes())
                        .mapToObj(one -> one < 0 ? "none" : labels.names().get(one))
                        .toList();
        console.print(
                new Result(
                        model.path().toString(),
                        List.of(),
                        List.of(),
                        classes,
                        output == null ? null : output.toString()),
                "%d steps from row %d to row %d%s%s"
                        .formatted(
                                steps,
                                row,
                                other,
                                classes.isEmpty() ? "" : ", which pass the classes " + String.join(" ", classes),
                                output == null ? "" : ", in " + output));
    }

    private void along(UnitTraversal traversal, int codeSize, Dataset data, @Nullable ImageShape shape) {
        List<Integer> moved =
                units == null ? IntStream.range(0, codeSize).boxed().toList() : units;
        moved.forEach(unit -> new Range(0, codeSize - 1).require("--unit", unit));
        int[] rows = data.rows().evenRows(sample);
        List<Effect> effects = moved.stream()
                .distinct()
                .map(unit -> traversal.effect(unit, rows, steps))
                .sorted(Comparator.comparingDouble((Effect effect) -> -orZero(effect.classes()))
                        .thenComparingDouble(effect -> -effect.change()))
                .toList();
        List<String> names = data.labels() == null ? List.of() : data.labels().names();
        if (output != null) {
            write(
                    effects.stream()
                            .limit(SHOWN)
                            .map(effect ->
                                    traversal.along(row, effect.unit(), steps).items())
                            .toList(),
                    shape);
        }
        console.print(
                new Result(
                        model.path().toString(), effects, names, List.of(), output == null ? null : output.toString()),
                text(effects, names, shape != null));
    }

    private static double orZero(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    private String text(List<Effect> effects, List<String> names, boolean images) {
        StringBuilder text = new StringBuilder("unit     from       to   change  class"
                + (images ? "  thickness   slant     ink" : "")
                + (names.isEmpty() ? "" : "  turns most"));
        for (Effect effect : effects) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n%4d %8.3g %8.3g %8.3g %6s",
                    effect.unit(),
                    effect.from(),
                    effect.to(),
                    effect.change(),
                    Double.isNaN(effect.classes()) ? "-" : "%.0f%%".formatted(100 * effect.classes())));
            if (images) {
                text.append(String.format(
                        Locale.ROOT,
                        " %+7.2f px %+6.1f° %+6.1f%%",
                        effect.thickness(),
                        effect.slant(),
                        100 * effect.area()));
            }
            effect.turns().stream()
                    .findFirst()
                    .ifPresent(turn -> text.append("  %s into %s, %d of %d"
                            .formatted(names.get(turn.from()), names.get(turn.to()), turn.items(), turn.of())));
        }
        name(text, "class      ", UnitTraversal.strongest(effects, Effect::classes, 1), "changes it most");
        if (images) {
            name(
                    text,
                    "thickness  ",
                    UnitTraversal.strongest(effects, Effect::thickness, STYLE),
                    "changes it most, and the class rarely");
            name(
                    text,
                    "slant      ",
                    UnitTraversal.strongest(effects, Effect::slant, STYLE),
                    "changes it most, and the class rarely");
        }
        if (output != null) {
            text.append("%npicture    %s".formatted(output));
        }
        return text.toString();
    }

    private static void name(StringBuilder text, String heading, @Nullable Effect effect, String what) {
        if (effect != null && !Double.isNaN(effect.classes())) {
            text.append("%n%sunit %d %s".formatted(heading, effect.unit(), what));
        }
    }

    private void write(Matrix items, @Nullable ImageShape shape) {
        if (output != null) {
            write(List.of(items), shape);
        }
    }

    private void write(List<Matrix> ways, @Nullable ImageShape shape) {
        if (output == null || shape == null) {
            return;
        }
        float[] all = new float[ways.size() * steps * shape.size()];
        for (int way = 0; way < ways.size(); way++) {
            System.arraycopy(ways.get(way).values(), 0, all, way * steps * shape.size(), steps * shape.size());
        }
        Png.write(Tiles.of(all, shape, TileLayout.ofImages().withColumns(steps)), output);
    }
}
