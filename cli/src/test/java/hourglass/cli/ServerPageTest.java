package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command that docs/server.md shows after a {@code $}, run by a shell one after the other, prints what is shown. */
class ServerPageTest {
    private static final Path PAGE = Path.of("../docs/server.md");
    private static final Pattern BLOCK = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern COMMAND = Pattern.compile("^\\$ (.*)\\n((?:(?!\\$ ).*\\n)*)", Pattern.MULTILINE);
    private static final String PORT = "7878";

    @TempDir
    private Path folder;

    private static List<ShownCommand> commands() throws IOException {
        List<ShownCommand> commands = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(PAGE));
        while (block.find()) {
            Matcher command = COMMAND.matcher(block.group(1));
            while (command.find()) {
                commands.add(new ShownCommand(command.group(1), command.group(2).strip()));
            }
        }
        return commands;
    }

    @Test
    void everyCommandOfThePagePrintsWhatIsShown() throws Exception {
        for (String program : List.of("bash", "curl", "base64")) {
            assumeThat(isThere(program)).as(program + " is installed").isTrue();
        }
        List<ShownCommand> commands = commands();
        assertThat(commands).hasSizeGreaterThan(15);

        Files.writeString(folder.resolve("script"), script(commands));
        hourglassOnPath();
        Process bash = new ProcessBuilder("bash", "script")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        if (!bash.waitFor(3, TimeUnit.MINUTES)) {
            bash.destroyForcibly();
        }

        assertThat(folder.resolve("log")).content().isEmpty();
        for (int i = 0; i < commands.size(); i++) {
            String printed = Files.readString(folder.resolve("out" + i));
            assertThat(commands.get(i).isPrintedIn(printed))
                    .as(
                            "%s%nprinted:%n%s%nThe page shows:%n%s",
                            commands.get(i).line(), printed, commands.get(i).output())
                    .isTrue();
        }
    }

    private static boolean isThere(String program) throws Exception {
        try {
            return new ProcessBuilder(program, "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** The program that the page calls, of the classes under test. */
    private void hourglassOnPath() throws IOException {
        List<String> java = Processes.java(512);
        String line = java.stream().map(word -> "'" + word + "'").reduce("exec", (all, word) -> all + " " + word);
        Path program = folder.resolve("bin/hourglass");
        Files.createDirectories(program.getParent());
        Files.writeString(program, "#!/bin/sh\n" + line + " \"$@\"\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
    }

    /** Each command writes to a file of its own; one that stays in the background is awaited until it has printed something. */
    private static String script(List<ShownCommand> commands) throws IOException {
        StringBuilder script = new StringBuilder("PATH=$PWD/bin:$PATH\ntrap 'kill $(jobs -p)' EXIT\n");
        String port = Integer.toString(freePort());
        for (int i = 0; i < commands.size(); i++) {
            String line = commands.get(i).line().replace(PORT, port);
            String out = "out" + i;
            script.append(
                    line.endsWith(" &")
                            ? "%s > %s 2>&1 &%nfor i in $(seq 600); do [ -s %s ] && break; sleep 0.1; done%n"
                                    .formatted(line.substring(0, line.length() - 2), out, out)
                            : "{ %s%n} > %s 2>&1%n".formatted(line, out));
        }
        return script.toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
