package hourglass.cli;

import hourglass.data.Curves;
import hourglass.data.Datasets;
import hourglass.data.InputException;
import hourglass.data.ReadOptions;
import hourglass.data.Split;
import hourglass.matrix.ThreadTeam;
import hourglass.train.AutoencoderTrainer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Published results, measured again. */
@Command(
        name = "experiment",
        description = "Reproduces a published result and writes a report beside the published figure.",
        mixinStandardHelpOptions = true)
final class ExperimentCommand implements Callable<Integer> {
    /** What can be reproduced. */
    private enum Name {
        /** 784-1000-500-250-30 on MNIST. */
        DEEP_MNIST,
        /** 784-400-200-100-50-25-6 on generated curves. */
        DEEP_CURVES;

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }

        static Name of(String text) {
            for (Name name : values()) {
                if (name.toString().equals(text)) {
                    return name;
                }
            }
            throw new InputException(
                    "experiment", "", "there is none called " + text, "take one of " + List.of(values()));
        }
    }

    @Parameters(paramLabel = "NAME", description = "deep-mnist or deep-curves.")
    private String name = "";

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

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the images (default: the recipe's).")
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

    @Override
    public Integer call() {
        Name experiment = Name.of(name);
        DeepAgainstPca job = experiment == Name.DEEP_MNIST ? mnist() : curves();
        DeepAgainstPca.Written written;
        try (ThreadTeam team = threads.team()) {
            written = job.carryOut(experiment.toString(), folder, "hourglass experiment " + experiment, console, team);
        }
        console.print(written.figures(), written.text());
        return 0;
    }

    /** Hinton and Salakhutdinov 2006, figure 2B; Martens 2010, table 2. */
    private DeepAgainstPca mnist() {
        Path folder = mnistFolder();
        return new DeepAgainstPca(
                "MNIST digits, 30 numbers an image",
                Datasets.open(folder, ReadOptions.DEFAULT),
                Datasets.open(folder, ReadOptions.DEFAULT.withSplit(Split.TEST)),
                AutoencoderTrainer.builder(1000, 500, 250, 30)
                        .epochs(epochs == null ? 60 : epochs)
                        .validationShare(0)
                        .seed(seed)
                        .build(),
                List.of(
                        new DeepAgainstPca.Published("Hinton & Salakhutdinov 2006, RBMs and conjugate gradients", 3.00),
                        new DeepAgainstPca.Published("Martens 2010, RBMs and Hessian-free, L2", 2.28)),
                13.87);
    }

    private Path mnistFolder() {
        String root = System.getenv("HOURGLASS_DATA");
        Path there = data != null ? data : root != null ? Path.of(root).resolve("mnist") : null;
        if (there == null || !Files.isDirectory(there)) {
            throw new InputException(
                    there == null ? "experiment deep-mnist" : there.toString(),
                    "",
                    "the MNIST images are not there",
                    "fetch train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz and"
                            + " t10k-labels-idx1-ubyte.gz (for example from https://ossci-datasets.s3.amazonaws.com/mnist/)"
                            + " into a folder and name it by --data, or set HOURGLASS_DATA to the folder above mnist/");
        }
        return there;
    }

    /** Hinton and Salakhutdinov 2006, figure 2A; Martens 2010, table 2. The curves are our own drawing of theirs. */
    private DeepAgainstPca curves() {
        return new DeepAgainstPca(
                "Curves, 6 numbers an image",
                Curves.of(20_000, seed),
                Curves.of(10_000, seed + 1),
                AutoencoderTrainer.builder(400, 200, 100, 50, 25, 6)
                        .epochs(epochs == null ? 200 : epochs)
                        .validationShare(0)
                        .seed(seed)
                        .build(),
                List.of(
                        new DeepAgainstPca.Published("Hinton & Salakhutdinov 2006, RBMs and conjugate gradients", 1.44),
                        new DeepAgainstPca.Published("Martens 2010, random start and Hessian-free", 0.20)),
                Double.NaN);
    }
}
