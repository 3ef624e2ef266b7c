package hourglass.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The commands of a page, one after the other in a process of their own, since only a new process can have a working
 * directory of its own, which the page's relative paths need.
 */
final class PageProcess {
    private PageProcess() {}

    /** Runs the commands of a page until one fails or prints what the page does not show; the output is about that one. */
    public static void main(String[] args) throws IOException {
        for (ShownCommand command : ShownCommand.of(Path.of(args[0]))) {
            Cli.Result result = Cli.run((Object[]) command.arguments());
            String printed = result.out() + result.err();
            if (result.exit() != 0 || !command.isPrintedIn(printed)) {
                System.out.printf(
                        "%s%nended with exit code %d and printed:%n%s%nThe page shows:%n%s%n",
                        command.line(), result.exit(), printed, command.output());
                System.exit(1);
            }
        }
        System.exit(0);
    }

    /** Runs the commands of a page in a folder; returns what went wrong, or nothing. */
    static String run(Path page, Path folder) throws IOException, InterruptedException {
        Path output = Files.createTempFile("page", ".txt");
        try {
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    // Models depend on the number of threads, and so do the items that a search by their codes finds.
                    "-XX:ActiveProcessorCount=2",
                    "-cp",
                    System.getProperty("java.class.path"),
                    PageProcess.class.getName(),
                    page.toAbsolutePath().toString()));
            Process process = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                return "took more than five minutes; " + Files.readString(output);
            }
            return process.exitValue() == 0
                    ? ""
                    : "ended with exit code %d: %s".formatted(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }
}
