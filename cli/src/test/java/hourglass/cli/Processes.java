package hourglass.cli;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Commands as processes of their own, met by signals.
 *
 * @param folder where their output goes, to files out and err
 */
record Processes(Path folder) {
    private static final int MEGABYTES = 256;

    /** What starts a command. */
    static List<String> java(int megabytes, Object... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-XX:TieredStopAtLevel=1",
                "-Xmx%dm".formatted(megabytes),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Hourglass.class.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    Process start(Object... arguments) throws IOException {
        return startWithin(MEGABYTES, arguments);
    }

    Process startWithin(int megabytes, Object... arguments) throws IOException {
        return new ProcessBuilder(java(megabytes, arguments))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    /** Returns the exit code. */
    static int finish(Process process) throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("the process did not end");
        }
        return process.exitValue();
    }

    /** Starts a command, sends it a signal in the midst of training, and returns its exit code. */
    int stopTraining(String signal, Object... arguments) throws Exception {
        Process process = start(arguments);
        awaitTraining(process);
        return stop(process, signal);
    }

    /** Sends a signal, and returns the exit code. */
    static int stop(Process process, String signal) throws Exception {
        boolean ignored = ignores(process, signal);
        if (ignored) {
            process.destroyForcibly();
        }
        assumeThat(ignored).as("signals that came ignored stay so").isFalse();
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .waitFor();
        return finish(process);
    }

    /**
     * Waits until the process loads what multiplies matrices, which it only does once it watches for signals; no longer,
     * since on a quick machine the whole training takes little more than a second.
     */
    private static void awaitTraining(Process process) throws IOException, InterruptedException {
        Path maps = Path.of("/proc", Long.toString(process.pid()), "maps");
        for (int i = 0; i < 200 && process.isAlive() && !Files.readString(maps).contains("openblas"); i++) {
            Thread.sleep(50);
        }
    }

    /** Waits for a file. */
    static void await(Process process, Path file) throws InterruptedException {
        for (int i = 0; i < 6000 && process.isAlive(); i++) {
            if (Files.exists(file)) {
                return;
            }
            Thread.sleep(5);
        }
        throw new AssertionError(file + " did not appear in time");
    }

    private static boolean ignores(Process process, String signal) throws IOException {
        int number = signal.equals("INT") ? 2 : 15;
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .map(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .anyMatch(mask -> (mask >>> (number - 1) & 1) == 1);
    }
}
