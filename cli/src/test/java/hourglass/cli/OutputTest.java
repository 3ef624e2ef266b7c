package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.file.Idx;
import hourglass.data.file.Npy;
import hourglass.data.safetensors.SafeTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands write over, and what they leave alone. */
class OutputTest {
    private static final Object[] TRAINING = {"--layers", "2", "--epochs", 1, "--threads", 1, "--labels", "kind"};

    @TempDir
    private Path folder;

    private Workshop workshop;

    @BeforeEach
    void open() {
        workshop = new Workshop(folder);
    }

    @Test
    void aFileIsNotReplacedByAFolder() {
        Path file = workshop.file("results", "precious");
        refuses("exists and is not a folder", "data", "documents", "--count", 5, "-o", file);
        refuses("exists and is not a folder", "data", "digits", "--count", 5, "-o", file);
        assertThat(file).hasContent("precious");
    }

    @ParameterizedTest
    @ValueSource(strings = {"table.csv", "./table.csv", "down/../table.csv"})
    void dataAreNotReplacedByTheirOwnResults(String name) throws IOException {
        Path data = workshop.table();
        Files.createDirectory(folder.resolve("down"));
        Path output = Path.of(folder + "/" + name);
        byte[] before = Files.readAllBytes(data);
        String message = "is read by this command, and writing it would destroy it";
        refuses(message, train(data, output, "--overwrite"));
        refuses(message, "anomalies", "--data", data, "--epochs", 1, "-o", output);
        refuses(message, "impute", "--data", data, "--epochs", 1, "-o", output);
        assertThat(data).hasBinaryContent(before);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void dataAreNotReplacedThroughLinks() throws IOException {
        Path data = workshop.table();
        Path model = workshop.model(data, "--labels", "kind");
        Path symbolic = Files.createSymbolicLink(folder.resolve("symbolic.csv"), Path.of("table.csv"));
        Path hard = Files.createLink(folder.resolve("hard.csv"), data);
        for (Path output : List.of(symbolic, hard)) {
            for (String command : List.of("encode", "reconstruct")) {
                refuses(
                        "is read by this command",
                        command,
                        "--model",
                        model,
                        "--data",
                        data,
                        "--labels",
                        "kind",
                        "-o",
                        output,
                        "--overwrite");
            }
        }
    }

    @Test
    void labelsBesideTheDataAreNotReplaced() {
        Path data = folder.resolve("digits.npy");
        Npy.write(data, Rows.of(new float[12], 3));
        Path labels = Idx.labelsBeside(data);
        Idx.writeLabels(labels, new Labels(new int[4], List.of("0")));
        refuses("digits-labels.idx: is read by this command", train(data, labels, "--overwrite"));
        refuses("is read by this command", train(data, folder.resolve("m"), "--checkpoint", labels));
    }

    @Test
    void modelsAreNotReplacedByWhatIsWrittenWithThem() throws IOException {
        Path data = workshop.table();
        Path model = workshop.model(data, "--labels", "kind");
        byte[] before = Files.readAllBytes(model);
        Path npy = Files.move(model, folder.resolve("model.npy"));
        refuses(
                "model.npy: is read by this command",
                "encode",
                "--model",
                npy,
                "--data",
                data,
                "--labels",
                "kind",
                "-o",
                npy,
                "--overwrite");
        assertThat(npy).hasBinaryContent(before);
    }

    @Test
    void filesOfOneCommandDoNotReplaceEachOther() {
        Path data = workshop.table();
        Path file = folder.resolve("m.html");
        refuses("would hold both a model file and a report", train(data, file, "--report", file));
        refuses(
                "would hold both a model file and a checkpoint",
                train(data, file, "--report", "none", "--checkpoint", file));
        Path csv = folder.resolve("s.csv");
        refuses(
                "would hold both a table of text and a model file",
                "anomalies",
                "--data",
                data,
                "-o",
                csv,
                "--save-model",
                folder + "/./s.csv");
    }

    @Test
    void whatIsOfAnotherKindIsReplacedOnRequestAlone() {
        Path data = workshop.table();
        Path notes = workshop.file("notes.html", "<p>precious</p>");
        refuses(
                "notes.html: exists and is not a report of Hourglass; name another file, or add --overwrite",
                train(data, folder.resolve("notes.safetensors"), "--report", notes));
        assertThat(notes).hasContent("<p>precious</p>");
        Cli.succeed(train(data, folder.resolve("notes.safetensors"), "--report", notes, "--overwrite"));
        assertThat(notes).content().contains("<svg");
        Cli.succeed(train(data, folder.resolve("notes.safetensors"), "--report", notes));
    }

    @Test
    void filesWithinAFolderOfDataAreNotReplaced() throws IOException {
        Path images = folder.resolve("images");
        Cli.succeed("data", "digits", "--count", 12, "-o", images);
        Path model = folder.resolve("m.safetensors");
        Cli.succeed("train", "--data", images, "--layers", "2", "--epochs", 1, "-o", model, "--report", "none");
        try (Stream<Path> files = Files.walk(images)) {
            Path image = files.filter(Files::isRegularFile).findFirst().orElseThrow();
            refuses("which is read by this command", "reconstruct", "--model", model, "--data", images, "-o", image);
        }
    }

    @Test
    void onlyACheckpointIsReplacedAsOne() throws IOException {
        Path data = workshop.table();
        Path precious = workshop.file("precious.txt", "precious");
        refuses(
                "precious.txt: exists and is not a checkpoint; name another file by --checkpoint",
                train(data, folder.resolve("m"), "--checkpoint", precious, "--overwrite"));
        assertThat(precious).hasContent("precious");

        Path checkpoint = folder.resolve("m.checkpoint");
        SafeTensors.write(checkpoint, Map.of(), Map.of("hourglass.checkpoint", "{}"));
        Cli.succeed(train(data, folder.resolve("m"), "--report", "none", "--overwrite"));
        assertThat(checkpoint).doesNotExist();
    }

    @Test
    void indexingLeavesAFileAloneThatHasTheNameOfItsCheckpoint() {
        Path documents = folder.resolve("documents");
        Cli.succeed("data", "documents", "--count", 30, "-o", documents);
        Path library = folder.resolve("library");
        Object[] index = {"index", documents, "-o", library, "--bits", 8, "--words", 50, "--epochs", 1};
        Path precious = workshop.file("library.checkpoint", "precious");
        refuses("exists and is not a checkpoint", index);
        precious.toFile().renameTo(folder.resolve("away").toFile());
        Cli.succeed(index);
        workshop.file("library.checkpoint", "precious");
        Cli.succeed(index);
        assertThat(precious).hasContent("precious");
    }

    @Test
    void rowsWithoutAClassStayWithinTheFolder() {
        Path data = workshop.file(
                "pixels.csv", "a,b,c,d,class\n0,0,1,1,x\n0,1,1,0,\n1,1,0,0,..\n0,0,0,1,/etc\n1,0,0,1,NUL\n");
        Path model = folder.resolve("p.safetensors");
        Object[] reading = {"--data", data, "--labels", "class", "--image-size", 2};
        Cli.succeed(with(reading, "train", "--layers", "2", "--epochs", 1, "--report", "none", "-o", model));
        Path pictures = folder.resolve("pictures");
        Cli.succeed(with(reading, "reconstruct", "--model", model, "-o", pictures));
        assertThat(names(pictures))
                .containsExactly(
                        "0000001.png", "NUL_/0000004.png", "__/0000002.png", "_etc/0000003.png", "x/0000000.png");
    }

    private static Object[] with(Object[] options, Object... command) {
        return Stream.of(command, options).flatMap(Stream::of).toArray();
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void permissionsAndLinksAreKept() throws IOException {
        Path secret = workshop.file("secret.csv", "");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), Path.of("secret.csv"));
        Cli.succeed("data", "trees", "--count", 3, "-o", link);
        assertThat(link).isSymbolicLink();
        assertThat(secret).content().hasLineCount(4);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatAKilledRunLeftIsRemovedByTheNext() throws IOException {
        workshop.file(".trees.csv." + UUID.randomUUID() + ".tmp", "half");
        String unique = ".pictures." + UUID.randomUUID();
        Path left = Files.createDirectory(folder.resolve(unique + ".tmp"));
        workshop.file(unique + ".lock", "");
        Files.createFile(left.resolve("0000000.png"));
        Cli.succeed("data", "trees", "--count", 3, "-o", folder.resolve("trees.csv"));
        Cli.succeed("data", "digits", "--count", 3, "-o", folder.resolve("pictures"));
        assertThat(workshop.names()).containsExactly("pictures", "trees.csv");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void devicesAreWrittenToAndNotReplaced() {
        Path device = Path.of("/dev/null");
        Cli.succeed("data", "trees", "--count", 3, "-o", device);
        Cli.succeed("data", "digits", "--count", 3, "-o", device);
        assertThat(Files.isRegularFile(device)).isFalse();
        assertThat(device).exists();
        refuses("is a device or pipe", train(workshop.table(), folder.resolve("m"), "--checkpoint", device));
        refuses("exists and is not a folder", "data", "documents", "--count", 3, "-o", device);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsNamed() {
        refuses(
                "/dev/full: cannot be written (No space left on device); make room",
                "data",
                "trees",
                "--count",
                3,
                "-o",
                "/dev/full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"csv", "npy", "jsonl"})
    @EnabledOnOs(OS.LINUX)
    void standardOutputTakesRowsAndNothingElse(String format) throws Exception {
        Processes processes = new Processes(folder);
        Process process = processes.start("data", "curves", "--count", 3, "--format", format, "-o", "-");
        assertThat(Processes.finish(process)).isZero();
        assertThat(folder.resolve("err")).content().contains("3 images in /dev/stdout");
        Path file = folder.resolve("out." + format);
        Cli.succeed("data", "curves", "--count", 3, "-o", file);
        assertThat(folder.resolve("out")).hasSameBinaryContentAs(file);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPipeIsWrittenTo() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        Process reader = new ProcessBuilder("cat", pipe.toString())
                .redirectOutput(folder.resolve("copy.csv").toFile())
                .start();
        Cli.succeed("data", "trees", "--count", 3, "-o", pipe);
        assertThat(reader.waitFor()).isZero();
        assertThat(folder.resolve("copy.csv")).content().hasLineCount(4);
    }

    @Test
    void jsonLinesNameColumnsAndLabels() throws IOException {
        Path data = workshop.table();
        Path model = workshop.model(data, "--labels", "kind");
        Path codes = folder.resolve("codes.jsonl");
        Cli.succeed("encode", "--model", model, "--data", data, "--labels", "kind", "-o", codes);
        List<String> lines = Files.readAllLines(codes);
        assertThat(lines).hasSize(12);
        Map<?, ?> first = new ObjectMapper().readValue(lines.get(0), Map.class);
        assertThat(first.keySet()).hasToString("[code0, code1, label]");
        assertThat(first.get("label")).isEqualTo("oak");
    }

    private static Object[] train(Path data, Path model, Object... more) {
        Object[] command = {"train", "--data", data, "-o", model};
        return Stream.of(command, TRAINING, more).flatMap(Stream::of).toArray();
    }

    private static void refuses(String message, Object... command) {
        Cli.Result result = Cli.run(command);
        assertThat(result.err()).contains(message).hasLineCount(1);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
    }
}
