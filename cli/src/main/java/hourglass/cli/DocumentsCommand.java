package hourglass.cli;

import hourglass.cli.help.Output;
import hourglass.cli.option.OutputOption;
import hourglass.cli.option.SeedOption;
import hourglass.cli.output.NewFolder;
import hourglass.cli.terminal.Console;
import hourglass.data.InputException;
import hourglass.text.Document;
import hourglass.text.GeneratedDocuments;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Generates documents. */
@Command(
        name = "documents",
        description = "Generate short English documents with topics, as text files.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example: hourglass data documents --count 1000 -o documents/"})
final class DocumentsCommand implements Runnable {
    private static final int MOST = 99_999;
    /** Prime to the number of topics, so that both parts have all of them. */
    private static final int TEST_EVERY = 3;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "600",
            description = "Number of documents (default: ${DEFAULT-VALUE}); a third are the test part.")
    private int count;

    @Mixin
    private SeedOption seed;

    @Mixin
    @Output(value = "Output folder, new or empty.", label = "FOLDER")
    private OutputOption output;

    @Mixin
    private Console console;

    /** The result as JSON. */
    private record Result(int documents, String output) {}

    @Override
    public void run() {
        if (count < 1 || count > MOST) {
            throw new InputException("--count", "", "cannot be " + count, "give 1 to " + MOST);
        }
        List<Document> documents = GeneratedDocuments.of(count, seed.value());
        try (NewFolder folder = new NewFolder(output.path())) {
            for (int i = 0; i < count; i++) {
                String part = i % TEST_EVERY == TEST_EVERY - 1 ? "test/" : "train/";
                Document document = documents.get(i);
                folder.write(part + document.id(), document.text().getBytes(StandardCharsets.UTF_8));
            }
            folder.commit();
        }
        console.print(
                new Result(count, output.path().toString()), "%,d documents in %s".formatted(count, output.path()));
    }
}
