package hourglass.cli;

import hourglass.cli.help.Output;
import hourglass.cli.option.FormatOption;
import hourglass.cli.option.ModelOption;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.Range;
import hourglass.cli.option.SeedOption;
import hourglass.cli.output.Conversion;
import hourglass.cli.output.OutputFile;
import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Progress;
import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.data.file.RowWriter;
import hourglass.model.Rbm;
import hourglass.persistence.FittedModel;
import java.util.List;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Draws rows from the distribution that an RBM represents. */
@Command(
        name = "sample",
        description = "Draw new rows from an RBM by Gibbs sampling.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {"", "Example: hourglass sample --model rbm.safetensors --count 100 -o samples.png"})
final class SampleCommand implements Runnable {
    @Mixin
    private ModelOption model;

    @Mixin
    @Output("Output file: " + OutputFile.ITEMS + ".")
    private OutputOption output;

    @Mixin
    private OverwriteOption overwrite;

    @Mixin
    private FormatOption format;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "100",
            description = "Number of rows, each from a Markov chain of its own (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Gibbs steps of each chain; the more steps, the closer to the distribution of the RBM"
                    + " (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Mixin
    private SeedOption seed;

    @Mixin
    private Console console;

    @ParentCommand
    private Hourglass hourglass;

    /** The result as JSON. */
    private record Result(String model, int rows, int steps, long seed, String output) {}

    @Override
    public void run() {
        OutputFile file = format.file(output.path());
        file.addTo(overwrite.targets().reading(model.path())).check();
        FittedModel saved = model.read();
        Rbm rbm = rbm(saved);
        new Range(1, Integer.MAX_VALUE / Math.max(rbm.visible(), rbm.codeSize())).require("--count", count);
        Range.COUNT.require("--steps", steps);
        try (Progress progress = console.progress(count);
                RowWriter writer = file.items(
                        rbm.visible(),
                        saved.data().columnNames(),
                        List.of(),
                        null,
                        saved.data().imageShape())) {
            Matrix samples = saved.sample(count, steps, seed.value());
            new Conversion("writing", progress, hourglass.interruption())
                    .run(samples, UnaryOperator.identity(), writer);
        }
        console.print(
                output.path(),
                new Result(
                        model.path().toString(),
                        count,
                        steps,
                        seed.value(),
                        output.path().toString()),
                "%,d samples in %s (%,d Gibbs steps, seed %d)".formatted(count, output.path(), steps, seed.value()));
    }

    private Rbm rbm(FittedModel saved) {
        if (!(saved.bareModel() instanceof Rbm rbm)) {
            throw new InputException(
                    model.path().toString(),
                    "",
                    "is not an RBM, and only RBMs can be sampled from",
                    "fit one by train --model rbm, or use pictures for samples around data");
        }
        if (rbm.shape().visibleUnits().isCount()) {
            throw new InputException(
                    model.path().toString(),
                    "",
                    "is an RBM of word counts, which has no distribution of document lengths to sample from",
                    "give an RBM of numbers or images");
        }
        return rbm;
    }
}
