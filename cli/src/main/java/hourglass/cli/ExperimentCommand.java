package hourglass.cli;

import hourglass.cli.experiment.Experiment;
import hourglass.cli.experiment.Experiments;
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
import hourglass.matrix.ThreadTeam;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Published results, measured again. */
@Command(
        name = "experiment",
        description = "Reproduce a published result and report it beside the published figure.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: hourglass experiment deep-mnist --data mnist/ -o results/"})
final class ExperimentCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description = "Experiment, such as deep-mnist; without a name, all experiments are listed.")
    private @Nullable String name;

    @Group(Heading.DATA)
    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Folder of the data set, or the folder that contains it (default: $HOURGLASS_DATA).")
    private @Nullable Path data;

    @Mixin
    @Output(
            value = "Output folder for the report and the model (default: the current folder).",
            label = "FOLDER",
            defaultValue = ".")
    private OutputOption output = new OutputOption();

    @Mixin
    private OverwriteOption overwrite = new OverwriteOption();

    @Mixin
    @Epochs("as in the experiment")
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
        if (name == null) {
            Map<String, String> all = new TreeMap<>();
            Arrays.stream(Experiments.values()).forEach(one -> all.put(one.toString(), one.description()));
            console.print(all, Experiments.listing());
            return 0;
        }
        Experiments experiment = Experiments.of(name);
        Experiment work = experiment.with(new Experiments.Request(data, epochs.given(), seed.value()));
        Experiment.Written written;
        try (ThreadTeam team = threads.team()) {
            Experiment.Setting setting = new Experiment.Setting(
                    name,
                    output.path(),
                    overwrite.isGiven(),
                    "hourglass experiment " + experiment,
                    seed.value(),
                    console,
                    hourglass.interruption(),
                    team);
            written = work.carryOut(setting);
            setting.clear();
        }
        console.print(written.figures(), written.text());
        return 0;
    }
}
