package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Commands that read from standard input and write to standard output. */
@EnabledOnOs(OS.LINUX)
class StandardStreamsTest {
    @TempDir
    private Path folder;

    private Workshop workshop;
    private Path temporary;

    @BeforeEach
    void open() throws Exception {
        workshop = new Workshop(folder);
        temporary = Files.createDirectory(folder.resolve("temporary"));
    }

    @Test
    void aTableFromAPipeIsReadAsTheFileIs() throws Exception {
        Path table = workshop.table();
        Path model = workshop.model(table, "--labels", "kind");
        Path codes = folder.resolve("codes.npy");
        Cli.succeed("encode", "--model", model, "--data", table, "--labels", "kind", "-o", codes);

        byte[] piped = run(
                Files.readAllBytes(table),
                "encode",
                "--model",
                model,
                "--data",
                "-",
                "--labels",
                "kind",
                "-o",
                "-",
                "--format",
                "npy");

        assertThat(piped).isEqualTo(Files.readAllBytes(codes));
    }

    @Test
    void codesFromAPipeBecomeItemsAndNothingElseOnStandardOutput() throws Exception {
        Path table = workshop.table();
        Path model = workshop.model(table, "--labels", "kind");
        Path codes = folder.resolve("codes.npy");
        Cli.succeed("encode", "--model", model, "--data", table, "--labels", "kind", "-o", codes);
        Path items = folder.resolve("items.jsonl");
        Cli.succeed("decode", "--model", model, "--codes", codes, "-o", items);

        byte[] piped = run(
                Files.readAllBytes(codes), "decode", "--model", model, "--codes", "-", "-o", "-", "--format", "jsonl");

        assertThat(new String(piped, StandardCharsets.UTF_8)).isEqualTo(Files.readString(items));
    }

    @Test
    void convertedCodesGoToStandardOutput() throws Exception {
        Path codes = Files.writeString(folder.resolve("two.bits"), "10100000\n00000001\n");

        byte[] piped = run(new byte[0], "convert", codes, "--to", "hex", "-o", "-");

        assertThat(new String(piped, StandardCharsets.UTF_8)).isEqualTo("a0\n01\n");
    }

    @Test
    void aTrainingFromAPipeMakesTheModelOfTheFile() throws Exception {
        Path table = workshop.table();
        Object[] work = {"--labels", "kind", "--layers", "4-2", "--epochs", 2, "--report", "none", "--threads", 1};
        Path model = folder.resolve("model.safetensors");
        Path codes = folder.resolve("codes.csv");
        Cli.succeed(joined(new Object[] {"train", "--data", table, "-o", model}, work));
        Cli.succeed("encode", "--model", model, "--data", table, "--labels", "kind", "-o", codes);
        Path pipedModel = folder.resolve("piped.safetensors");
        Path pipedCodes = folder.resolve("piped.csv");

        run(Files.readAllBytes(table), joined(new Object[] {"train", "--data", "-", "-o", pipedModel}, work));

        Cli.succeed("encode", "--model", pipedModel, "--data", table, "--labels", "kind", "-o", pipedCodes);
        assertThat(pipedCodes).hasSameTextualContentAs(codes);
    }

    @Test
    void documentsFromAPipeAreReadAsOftenAsNeeded() throws Exception {
        String documents = IntStream.range(0, 40)
                .mapToObj(i -> "{\"id\": \"%d\", \"text\": \"%s\"}\n"
                        .formatted(i, i % 2 == 0 ? "boat sea harbour sail" : "bread oven flour salt"))
                .collect(Collectors.joining());

        byte[] printed = run(
                documents.getBytes(StandardCharsets.UTF_8),
                "index",
                "-",
                "-o",
                folder.resolve("library"),
                "--bits",
                8,
                "--words",
                20,
                "--epochs",
                1);

        assertThat(new String(printed, StandardCharsets.UTF_8)).contains("40 items: 40 added");
    }

    @Test
    void whatWasKeptOfAPipeIsGoneAfterCtrlC() throws Exception {
        Process process = new ProcessBuilder(command("data", "info", "-"))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8));
            pipe.flush();
            Thread.sleep(1000);
            Processes.stop(process, "INT");
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    /** Returns what a command prints, given its standard input. */
    private byte[] run(byte[] input, Object... arguments) throws Exception {
        Process process = new ProcessBuilder(command(arguments))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        try (OutputStream pipe = process.getOutputStream()) {
            pipe.write(input);
        }
        assertThat(Processes.finish(process))
                .as(Files.readString(folder.resolve("err")))
                .isZero();
        return Files.readAllBytes(folder.resolve("out"));
    }

    private List<String> command(Object... arguments) {
        List<String> command = new ArrayList<>(Processes.java(256, arguments));
        command.add(1, "-Djava.io.tmpdir=" + temporary);
        return command;
    }

    private static Object[] joined(Object[] some, Object... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray();
    }
}
