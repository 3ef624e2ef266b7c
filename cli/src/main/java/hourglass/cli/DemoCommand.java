package hourglass.cli;

import hourglass.data.Curves;
import hourglass.data.InputException;
import hourglass.data.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.picture.Provenance;
import hourglass.train.AutoencoderTrainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The main job on generated images: no data needed, a few minutes. */
@Command(
        name = "demo",
        description = "Fits deep autoencoders to generated pen digits and curves, and compares them with PCA.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            description = "Where the report and the models go (default: ${DEFAULT-VALUE}).",
            defaultValue = "hourglass-demo")
    private Path folder;

    @Option(
            names = "--items",
            paramLabel = "N",
            description = "Images to learn from (default: ${DEFAULT-VALUE}); a fifth as many are held out.",
            defaultValue = "20000")
    private int items;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the images (default: ${DEFAULT-VALUE}).",
            defaultValue = "20")
    private int epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of the images, the weights and the order (default: ${DEFAULT-VALUE}).",
            defaultValue = "1")
    private long seed;

    @Mixin
    private ThreadOptions threads = new ThreadOptions();

    @Mixin
    private Console console = new Console();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (items < 100 || epochs < 1) {
            throw new InputException(
                    "demo",
                    "",
                    "%d images and %d epochs are too few".formatted(items, epochs),
                    "give 100 and 1 or more");
        }
        createFolder();
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
                PenDigits.of(items, seed),
                PenDigits.of(items / 5, seed + 1),
                trainer(1000, 500, 250, 30),
                List.of(),
                Double.NaN);
    }

    private DeepAgainstPca curves() {
        return new DeepAgainstPca(
                "Curves, 6 numbers an image",
                Curves.of(items, seed),
                Curves.of(items / 5, seed + 1),
                trainer(400, 200, 100, 50, 25, 6),
                List.of(),
                Double.NaN);
    }

    private AutoencoderTrainer trainer(Integer... layers) {
        return AutoencoderTrainer.builder(layers).epochs(epochs).seed(seed).build();
    }

    private void run(
            String name, DeepAgainstPca job, ThreadTeam team, List<ExperimentResult> results, StringBuilder text) {
        PrintWriter err = spec.commandLine().getErr();
        DeepAgainstPca.Result result;
        try (Progress progress = console.progress(job.trainingRows())) {
            result = job.run(progress, team);
        }
        Path model = folder.resolve(name + ".safetensors");
        Path report = folder.resolve(name + ".html");
        job.save(result, model);
        job.report(result, provenance()).write(report);
        results.addAll(job.results(name, result));
        text.append(job.title()).append("%n".formatted());
        text.append(job.table(result));
        text.append("  report %s, model %s, %.0f seconds%n%n".formatted(report, model, result.seconds()));
        err.flush();
    }

    private Provenance provenance() {
        return new Provenance(
                Version.number(), seed, Clock.systemUTC().instant(), "hourglass demo", Provenance.thisMachine());
    }

    private void createFolder() {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new InputException(
                    folder.toString(), "", "the folder cannot be created: " + e.getMessage(), "name another by -o", e);
        }
    }
}
