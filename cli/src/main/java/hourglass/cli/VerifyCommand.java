package hourglass.cli;

import hourglass.cli.terminal.Console;
import hourglass.library.Library;
import hourglass.library.Snapshot;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Checks that a library is whole: its files, its model and its codes. */
@Command(
        name = "verify",
        description = "Read a whole library and check its files, its model and its codes.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "Example: hourglass verify library/",
            "",
            "Exit codes: 0 if the library is sound, 2 if it is damaged, with one line that names the damage."
        })
final class VerifyCommand implements Runnable {
    @Parameters(paramLabel = "LIBRARY", description = "The folder of a library.")
    private Path folder;

    @Mixin
    private Console console;

    /** The result as JSON. */
    private record Result(String library, int items, int bits) {}

    @Override
    public void run() {
        Library.verify(folder);
        try (Library library = Library.open(folder);
                Snapshot items = library.snapshot()) {
            Result result = new Result(folder.toString(), items.count(), library.bits());
            console.print(
                    result,
                    "%s is sound, %,d items with codes of %d bits"
                            .formatted(result.library, result.items, result.bits));
        }
    }
}
