package hourglass.bench.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the tables of a page from what experiments printed. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        description = {
            "Writes the tables of a page from the JSON of hourglass experiment NAME --seeds N --json. A table stands between"
                    + " the lines <!-- figures NAME ... --> and <!-- end of figures -->, and has the figures of these experiments.",
            "Tables of experiments that no file has stay as they are."
        })
public final class TablesBench implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of figures.")
    private List<Path> files = List.of();

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
        List<Figure> figures = new ArrayList<>();
        for (Path file : files) {
            try {
                figures.addAll(List.of(JSON.readValue(Files.readString(file), Figure[].class)));
            } catch (JsonProcessingException e) {
                throw new ParameterException(
                        spec.commandLine(), file + " does not hold figures: " + e.getOriginalMessage(), e);
            }
        }
        PageTables tables = PageTables.of(Files.readString(page), figures);
        Files.writeString(page, tables.text());
        spec.commandLine().getOut().printf("%s: %d tables written%n", page, tables.written());
        tables.unused().forEach(name -> spec.commandLine().getErr().println(name + " has no table on the page"));
        return 0;
    }
}
