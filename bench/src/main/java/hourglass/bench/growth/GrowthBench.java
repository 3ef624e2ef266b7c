package hourglass.bench.growth;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Whether time grows in proportion to the data, and memory not at all, of the command as a user runs it. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes generated documents of the size of RCV1's, or pictures of 32 x 32 pixels, and runs the command on them, each step"
                    + " in a process of its own: index, search and evaluate, or train and encode, with one epoch.",
            "Prints the seconds, the processor seconds and the peak resident memory of each step. Needs Linux; the files are"
                    + " deleted afterwards."
        })
public final class GrowthBench implements Callable<Integer> {
    @Option(
            names = "--documents",
            split = ",",
            paramLabel = "N",
            description = "Numbers of documents, in turn. RCV1 has 804414.")
    private List<Integer> documents = List.of();

    @Option(
            names = "--pictures",
            split = ",",
            paramLabel = "N",
            description = "Numbers of pictures, in turn. A million are 3 GB.")
    private List<Integer> pictures = List.of();

    @Option(
            names = "--program",
            paramLabel = "FILE",
            defaultValue = "hourglass",
            description = "The command to measure. Default: hourglass on the PATH.")
    private String program = "hourglass";

    @Option(names = "--threads", paramLabel = "N", defaultValue = "1", description = "Of each process. Default: 1.")
    private int threads = 1;

    @Option(
            names = "--folder",
            paramLabel = "FOLDER",
            description = "Where the files are written while it runs. Default: that for temporary files.")
    private @Nullable Path folder;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (documents.isEmpty() && pictures.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "give --documents or --pictures");
        }
        if (threads < 1 || Stream.concat(documents.stream(), pictures.stream()).anyMatch(n -> n < 1)) {
            throw new ParameterException(spec.commandLine(), "all numbers must be 1 or more");
        }
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%10s  %-10s %9s %11s %8s%n", "items", "step", "seconds", "processor s", "peak MB");
        for (int count : documents) {
            inFolder(place -> ofDocuments(place, count));
        }
        for (int count : pictures) {
            inFolder(place -> ofPictures(place, count));
        }
        return 0;
    }

    /** What is done in a folder of its own. */
    @FunctionalInterface
    private interface Task {
        void run(Path place) throws IOException, InterruptedException;
    }

    private void inFolder(Task task) throws IOException, InterruptedException {
        Path place = folder == null
                ? Files.createTempDirectory("growth")
                : Files.createTempDirectory(Files.createDirectories(folder), "growth");
        try {
            task.run(place);
        } finally {
            try (Stream<Path> all = Files.walk(place)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private void ofDocuments(Path place, int count) throws IOException, InterruptedException {
        Path data = place.resolve("documents.jsonl");
        new GeneratedDocuments().write(data, count);
        String library = place.resolve("library").toString();
        String team = Integer.toString(threads);
        // The words are none of a language.
        step(
                count,
                place,
                "index",
                data.toString(),
                "-o",
                library,
                "--epochs",
                "1",
                "--language",
                "standard",
                "--threads",
                team);
        step(count, place, "search", library, "--like", "1");
        step(count, place, "evaluate", "--library", library, "--threads", team);
    }

    private void ofPictures(Path place, int count) throws IOException, InterruptedException {
        Path data = place.resolve("pictures.idx");
        GeneratedPictures.write(data, count);
        String model = place.resolve("model.safetensors").toString();
        String team = Integer.toString(threads);
        step(
                count,
                place,
                "train",
                "--data",
                data.toString(),
                "--layers",
                "500-30",
                "--epochs",
                "1",
                "-o",
                model,
                "--threads",
                team);
        String codes = place.resolve("codes.npy").toString();
        step(count, place, "encode", "--data", data.toString(), "--model", model, "-o", codes, "--threads", team);
    }

    private void step(int count, Path place, String name, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program, name));
        command.addAll(List.of(arguments));
        MeasuredProcess one = MeasuredProcess.run(command, place.resolve(name + ".log"));
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%,10d  %-10s %9.1f %11.1f %8.0f%n",
                count,
                name,
                one.seconds(),
                one.processorSeconds(),
                one.megabytes());
        out.flush();
    }
}
