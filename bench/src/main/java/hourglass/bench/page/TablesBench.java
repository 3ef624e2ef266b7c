package hourglass.bench.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Writes the tables of a page from what experiments printed. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the tables of a page from the JSON of hourglass experiment NAME --seeds N --json, kept as NAME.json in a"
                    + " folder. A table stands between the lines <!-- figures NAME ... --> and <!-- end of figures -->, and has"
                    + " the figures of these experiments; with : PATTERN behind the names, those in whose metric the regular expression is found.",
            "Tables of which an experiment has no file stay as they are."
        })
public final class TablesBench implements Callable<Integer> {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    @Option(
            names = "--figures",
            paramLabel = "FOLDER",
            defaultValue = "docs/figures",
            description = "Folder of the figures (default: ${DEFAULT-VALUE}).")
    private Path folder = Path.of("docs/figures");

    @Option(
            names = "--page",
            paramLabel = "FILE",
            defaultValue = "docs/experiments.md",
            description = "Page to write (default: ${DEFAULT-VALUE}).")
    private Path page = Path.of("docs/experiments.md");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        PageTables tables;
        try {
            tables = PageTables.of(Files.readString(page), read(folder));
        } catch (JsonProcessingException e) {
            throw new ParameterException(
                    spec.commandLine(), folder + " does not hold figures: " + e.getOriginalMessage(), e);
        }
        Files.writeString(page, tables.text());
        spec.commandLine().getOut().printf("%s: %d tables written%n", page, tables.written());
        tables.unused().forEach(name -> spec.commandLine()
                .getErr()
                .println(name + " has no table on the page, or one with an experiment that has no figures"));
        return 0;
    }

    /** What the files of a folder hold, in the order of their names. */
    static List<Series> read(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        List<Series> series = new ArrayList<>();
        for (Path file : files) {
            series.addAll(List.of(JSON.readValue(Files.readString(file), Series[].class)));
        }
        return series;
    }
}
