package hourglass.bench.growth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What a process took, with those that it started.
 *
 * @param seconds from its start to its end
 * @param processorSeconds of all of its threads
 * @param megabytes the most memory that was resident
 */
record MeasuredProcess(double seconds, double processorSeconds, double megabytes) {
    /** Between two looks at a process: its figures are gone with it. */
    private static final int MILLISECONDS = 20;

    /**
     * Runs a command to its end; needs {@code /proc}.
     *
     * @param log the file that what it prints goes to
     *
     * @throws IllegalStateException if it fails, with what it printed
     */
    static MeasuredProcess run(List<String> command, Path log) throws IOException, InterruptedException {
        long start = System.nanoTime();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // It names the benchmarks, which run in this process, to the launcher.
        builder.environment().remove("HOURGLASS_MAIN_CLASS");
        Process process = builder.start();
        double processor = 0;
        long kilobytes = 0;
        try {
            do {
                processor = Math.max(
                        processor,
                        all(process)
                                .mapToDouble(MeasuredProcess::processorSeconds)
                                .sum());
                kilobytes = Math.max(
                        kilobytes,
                        all(process).mapToLong(MeasuredProcess::peak).max().orElse(0));
            } while (!process.waitFor(MILLISECONDS, TimeUnit.MILLISECONDS));
        } finally {
            process.destroy();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " failed: " + Files.readString(log));
        }
        return new MeasuredProcess(seconds, processor, kilobytes / 1024.0);
    }

    private static Stream<ProcessHandle> all(Process process) {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private static double processorSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    /** The peak resident memory in kilobytes, that of this moment and all before; 0 of a process that has ended. */
    private static long peak(ProcessHandle process) {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
