package hourglass.cli;

import hourglass.cli.experiment.DeepAgainstPca;
import hourglass.cli.experiment.Experiment;
import hourglass.cli.experiment.ExperimentResult;
import hourglass.cli.help.Epochs;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.help.Output;
import hourglass.cli.option.EpochsOption;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.SeedOption;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.terminal.Console;
import hourglass.data.InputException;
import hourglass.data.Transform;
import hourglass.data.generated.Curves;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.train.AutoencoderTrainer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** The main job on generated images: no data needed, a few minutes. */
@Command(
        name = "demo",
        description = "Compare deep autoencoders with PCA on generated images.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: hourglass demo --epochs 5 -o demo/"})
final class DemoCommand implements Callable<Integer> {
    @Mixin
    @Output(
            value = "Output folder for the report and the models (default: ${DEFAULT-VALUE}).",
            label = "FOLDER",
            defaultValue = "hourglass-demo")
    private OutputOption output = new OutputOption();

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Group(Heading.TRAINING)
    @Option(
            names = "--items",
            paramLabel = "N",
            description = "Number of training images (default: ${DEFAULT-VALUE}); a fifth as many are held out.",
            defaultValue = "20000")
    private int items;

    @Mixin
    @Epochs("20")
    private EpochsOption epochs = new EpochsOption();

    @Mixin
    private SeedOption seed = new SeedOption();

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    @Mixin
    private Console console = new Console();

    @ParentCommand
    private Hourglass hourglass;

    @Override
    public Integer call() {
        if (items < 100) {
            throw new InputException("--items", "", "%d images are too few".formatted(items), "give 100 or more");
        }
        List<ExperimentResult> results = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        try (ThreadTeam team = threads.team()) {
            run("digits", digits(), team, results, text);
            run("curves", curves(), team, results, text);
        }
        console.print(results, text);
        return 0;
    }

    private DeepAgainstPca digits() {
        return new DeepAgainstPca(
                "Pen digits, 30 numbers an image",
                new Transform.Identity(),
                PenDigits.of(items, seed.value()),
                PenDigits.of(items / 5, seed.value() + 1),
                trainer(1000, 500, 250, 30),
                List.of(),
                Double.NaN);
    }

    private DeepAgainstPca curves() {
        return new DeepAgainstPca(
                "Curves, 6 numbers an image",
                new Transform.Identity(),
                Curves.of(items, seed.value()),
                Curves.of(items / 5, seed.value() + 1),
                trainer(400, 200, 100, 50, 25, 6),
                List.of(),
                Double.NaN);
    }

    private AutoencoderTrainer trainer(int... layers) {
        return AutoencoderTrainer.builder(layers)
                .epochs(epochs.count())
                .seed(seed.value())
                .build();
    }

    private void run(
            String name, DeepAgainstPca job, ThreadTeam team, List<ExperimentResult> results, StringBuilder text) {
        Experiment.Setting setting = new Experiment.Setting(
                name,
                output.path(),
                overwrite.isGiven(),
                "hourglass demo",
                seed.value(),
                console,
                hourglass.interruption(),
                team);
        Experiment.Written written = job.carryOut(setting);
        setting.clear();
        results.addAll(written.figures());
        text.append("%s%n%s%n".formatted(job.title(), written.text()));
    }
}
