package hourglass.cli;

import hourglass.cli.experiment.Experiment;
import hourglass.cli.experiment.Experiments;
import hourglass.cli.experiment.PublicData;
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
        description = "Reproduces a published result and writes a report beside the published figure; without a name,"
                + " lists what there is.",
        mixinStandardHelpOptions = true)
final class ExperimentCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which, such as deep-mnist.")
    private @Nullable String name;

    @Option(
            names = "--data",
            paramLabel = "FOLDER",
            description = "Where the data set lies (default: its folder in $HOURGLASS_DATA).")
    private @Nullable Path data;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where the report and the model go (default: the current folder).",
            defaultValue = ".")
    private Path folder = Path.of(".");

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the data (default: the recipe's).")
    private @Nullable Integer epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of everything random (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

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
        Experiment work = experiment.with(new Experiments.Request(new PublicData(data), epochs, seed));
        Experiment.Written written;
        try (ThreadTeam team = threads.team()) {
            Experiment.Setting setting = new Experiment.Setting(
                    name, folder, "hourglass experiment " + experiment, seed, console, hourglass.interruption(), team);
            written = work.carryOut(setting);
            setting.clear();
        }
        console.print(written.figures(), written.text());
        return 0;
    }
}
