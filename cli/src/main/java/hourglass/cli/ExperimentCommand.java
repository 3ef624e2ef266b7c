package hourglass.cli;

import hourglass.cli.experiment.Experiment;
import hourglass.cli.experiment.Experiments;
import hourglass.cli.experiment.KeptFigures;
import hourglass.cli.experiment.Series;
import hourglass.cli.help.Epochs;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.help.Output;
import hourglass.cli.option.EpochsOption;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.OverwriteOption;
import hourglass.cli.option.Range;
import hourglass.cli.option.SeedOption;
import hourglass.cli.option.ThreadOptions;
import hourglass.cli.terminal.Console;
import hourglass.data.InputException;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.Version;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Published results, measured again. */
@Command(
        name = "experiment",
        description = "Reproduce a published result and report it beside the published figure.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: hourglass experiment deep-mnist --data mnist/ -o results/"})
final class ExperimentCommand implements Callable<Integer> {
    private static final String ALL = "all";

    @Parameters(
            paramLabel = "NAME",
            arity = "0..1",
            description =
                    "Experiment, such as deep-mnist, or all whose data are there; without a name, they are listed.")
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

    @Group(Heading.OTHER)
    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Repeat with this many seeds, from --seed on, each in a folder of its own, and print mean and"
                    + " standard deviation (default: 1, in the folder itself); seeds that are done are not run again.")
    private @Nullable Integer seeds;

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    @Mixin
    private Console console = new Console();

    @Spec
    private CommandSpec spec = CommandSpec.create();

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
        if (seeds != null) {
            new Range(1, 1000).require("--seeds", seeds);
        }
        try (ThreadTeam team = threads.team()) {
            if (name.equals(ALL)) {
                print(all(team));
            } else if (seeds == null) {
                Experiment.Written written = run(Experiments.of(name), seed.value(), output.path(), team);
                console.print(written.figures(), written.text());
            } else {
                print(List.of(series(Experiments.of(name), output.path(), team)));
            }
        }
        return 0;
    }

    private void print(List<Series> results) {
        console.print(results, Series.text(results));
    }

    /** All experiments; those that their data do not allow are named. */
    private List<Series> all(ThreadTeam team) {
        List<Series> results = new ArrayList<>();
        for (Experiments one : Experiments.values()) {
            try {
                results.add(series(one, output.path().resolve(one.toString()), team));
            } catch (InputException e) {
                say("%s is left out: %s".formatted(one, e.getMessage()));
            }
        }
        return results;
    }

    /** Says something on the standard error, at once: a series takes hours. */
    private void say(String line) {
        PrintWriter errors = spec.commandLine().getErr();
        errors.println(line);
        errors.flush();
    }

    /** One experiment with all seeds; those that an earlier run finished are taken from its folder. */
    private Series series(Experiments experiment, Path folder, ThreadTeam team) {
        List<KeptFigures> figures = new ArrayList<>();
        for (int i = 0; i < (seeds == null ? 1 : seeds); i++) {
            long one = seed.value() + i;
            Path seedFolder = folder.resolve("seed-" + one);
            Path file = KeptFigures.file(seedFolder, experiment);
            Optional<KeptFigures> kept =
                    overwrite.isGiven() ? Optional.empty() : KeptFigures.read(file, epochs.given());
            if (kept.isPresent()) {
                say("%s with seed %d is taken from %s; --overwrite runs it again".formatted(experiment, one, file));
            } else {
                kept = Optional.of(new KeptFigures(
                        one,
                        epochs.given(),
                        team.size(),
                        Version.number(),
                        run(experiment, one, seedFolder, team).figures()));
                kept.get().write(file);
            }
            figures.add(kept.get());
        }
        return Series.of(experiment, figures);
    }

    private Experiment.Written run(Experiments experiment, long seed, Path folder, ThreadTeam team) {
        Experiment work = experiment.with(new Experiments.Request(data, epochs.given(), seed));
        Experiment.Setting setting = new Experiment.Setting(
                experiment.toString(),
                folder,
                overwrite.isGiven(),
                "hourglass experiment " + experiment,
                seed,
                console,
                hourglass.interruption(),
                team);
        Experiment.Written written = work.carryOut(setting);
        setting.clear();
        return written;
    }
}
