package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.safetensors.SafeTensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with what a user gives: one line that says where, why and what to do, and nothing left behind. */
class BadInputTest {
    @TempDir
    private Path folder;

    private Workshop workshop;

    @BeforeEach
    void open() {
        workshop = new Workshop(folder);
    }

    @ParameterizedTest
    @CsvSource({
        "--white, -1",
        "--white, Infinity",
        "--epochs, 0",
        "--batch-size, 0",
        "--batch-size, 2147483647",
        "--patience, -1",
        "--validation, 1"
    })
    void namesTheOptionOfANumberThatIsOutOfRange(String option, String value) {
        Cli.Result result = Cli.run("train", "--data", workshop.digits(9), option, value, "-o", folder.resolve("m"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err())
                .startsWith("hourglass: %s: cannot be ".formatted(option))
                .contains("; give ");
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void showsNoControlCharacterOfAFileName() {
        assertThat(Cli.run("info", "a\u001b[31m\u009b\u202eb.safetensors").err())
                .startsWith("hourglass: a\uFFFD[31m\uFFFD\uFFFDb.safetensors: ");
    }

    @Test
    void refusesAnUnknownMagicNumber() {
        refusesData(workshop.file("a.idx", new byte[] {1, 2, 3, 4}), "a.idx: is neither IDX (00 00 ...) nor npy");
    }

    @Test
    void refusesATruncatedIdxFile() {
        Path whole = folder.resolve("whole.idx");
        Cli.succeed("data", "curves", "--count", 3, "-o", whole);
        refusesData(beginning(whole, 1000), "byte 1000: the file ends here, 1368 bytes too early");
    }

    @Test
    void refusesADamagedGzipFile() {
        Path whole = folder.resolve("whole.idx.gz");
        Cli.succeed("data", "curves", "--count", 3, "-o", whole);
        refusesData(beginning(whole, 200), "the compressed data end too early; get a complete, undamaged copy");
    }

    @Test
    void refusesATruncatedNpyFile() {
        Path whole = folder.resolve("whole.npy");
        Cli.succeed("data", "curves", "--count", 3, "-o", whole);
        refusesData(beginning(whole, 300), "byte 300: the file ends here");
    }

    @Test
    void refusesADamagedImage() throws IOException {
        Path images = images("a.png", 8, "b.png", 8);
        Path damaged = images.resolve("b.png");
        Files.write(damaged, Arrays.copyOf(Files.readAllBytes(damaged), 40));
        refusesData(images, "b.png: ");
    }

    @Test
    void refusesImagesOfDifferentSizes() throws IOException {
        refusesData(
                images("a.png", 8, "b.png", 9),
                "b.png: has 9x9 pixels (height x width), but the first image has 8x8; state a size");
    }

    @Test
    void refusesAFolderWithoutImages() throws IOException {
        refusesData(
                Files.createDirectory(folder.resolve("empty")),
                "empty: holds no images (*.png, *.jpg, ...) and no arrays");
    }

    @Test
    void refusesRaggedLines() {
        refusesData(
                workshop.file("a.csv", "1,2\n3\n"), "a.csv: line 2: has 1 field, but the first line has 2; make all");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "oak"})
    void refusesWhatIsNoFiniteNumber(String text) {
        refuses(
                "a.csv: line 2, column 2 (y): '" + text + "' is no finite",
                "train",
                "--data",
                workshop.file("a.csv", "x,y\n1," + text + "\n"),
                "-o",
                folder.resolve("model.safetensors"));
    }

    @Test
    void refusesAFileWithoutRows() {
        refusesData(workshop.file("a.csv", "x,y\n"), "a.csv: holds no rows; give a file with at least one line");
    }

    @Test
    void refusesWhatIsNotThere() {
        refusesData(folder.resolve("nothing"), "nothing: there is no such file or folder; check the name");
    }

    @Test
    void refusesAPathThroughAFile() {
        refusesData(workshop.file("a.csv", "1,2\n").resolve("b"), "there is no such file or folder");
    }

    @Test
    void refusesALabelColumnThatIsNotThere() {
        refuses("there is no column age among", "train", "--data", workshop.table(), "--labels", "age");
    }

    @Test
    void refusesATestPartThatIsNotThere() {
        refuses("test part", "train", "--data", workshop.digits(3), "--split", "test");
    }

    @Test
    void refusesAClassifierOfDataWithoutClasses() {
        Path data = workshop.file("plain.csv", "1,2,3\n3,4,6\n5,6,1\n");
        refuses(
                "plain.csv: has no classes for --model classifier to learn; name the column that holds them by --labels",
                "train",
                "--data",
                data,
                "--model",
                "classifier");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbm", "pca"})
    void refusesHiddenLayersOfAModelWithoutAny(String model) {
        refuses(
                "--layers: 8-2: --model %s has one layer, the code; give --layers 2".formatted(model),
                "train",
                "--data",
                workshop.file("two.csv", "1,2,3\n3,4,6\n"),
                "--layers",
                "8-2",
                "--model",
                model);
    }

    @Test
    void refusesMorePrincipalComponentsThanRows() {
        Path two = workshop.file("two.csv", "1,2,3\n3,4,6\n");
        refuses("2 components of 2 rows", "train", "--data", two, "--layers", "2", "--model", "pca");
    }

    @Test
    void refusesAnImageSizeThatRowsDoNotHave() {
        refuses(
                "--image-size: 3x3: the 4 columns of",
                "train",
                "--data",
                workshop.table(),
                "--labels",
                "kind",
                "--image-size",
                "3");
    }

    @ParameterizedTest
    @CsvSource({
        "--learning-rate 0,        learning rate must be positive",
        "--momentum 0.5,           0.5 has no meaning for --optimizer adam; leave it out",
        "--optimizer lbfgs --clip 1, 1.0 has no meaning for --optimizer lbfgs",
        "--weight-cost -1,         the weight cost must be 0 or more",
        "--init rbm --activation relu, start at random instead",
        "--init pca --activation tanh, principal components start layers of RELU or LINEAR units",
        "--init pca --likelihood poisson, principal components start autoencoders of GAUSSIAN or BERNOULLI data",
        "--init rbm --pretrain-epochs 0, --pretrain-epochs: cannot be 0",
        "--schedule cosine:2,      'cosine:2' is not a schedule",
        "--schedule stairs,        'stairs' is not a schedule; give constant",
        "--threads 0,              --threads: cannot be 0; give 1 to 1024",
        "--image-size 0x3,         '0x3' is not a size; give 32",
        "--activation swish,       expected one of [LINEAR",
        "--model rbm --optimizer cg, needs the value of the loss",
        "--init rbm --likelihood poisson, a stack of RBMs takes counts as MULTINOMIAL",
        "--model pca --resume,     is not for --model pca",
        "--model pca --live,       --live: is not for --model pca",
        "--live 65536,             --live: cannot be 65536; give 0 to 65535",
        "--resume --overwrite,     --overwrite: contradicts --resume",
        "--resume,                 there is no such checkpoint; leave out --resume to start a new run"
    })
    void refusesOptions(String options, String message) {
        Path data = workshop.table();
        Object[] command = {"train", "--data", data, "--labels", "kind", "-o", folder.resolve("model")};
        Object[] all =
                Stream.of(command, options.split(" ")).flatMap(Stream::of).toArray();
        refuses(message, all);
    }

    @ParameterizedTest
    @CsvSource({
        "bernoulli,   0.5 2,    'row 1, column 2: 2.0 is not within 0..1, as BERNOULLI data are; scale it to 0..1'",
        "poisson,     3 -1,     'row 1, column 2: -1.0 is not within 0..infinity, as POISSON data are'",
        "multinomial, 3 -1,     'row 1, column 2: -1.0 is not within 0..infinity, as MULTINOMIAL data are'"
    })
    void refusesDataThatAreNotWhatTheyAreSaidToBe(String likelihood, String row, String message) {
        Path data = workshop.file("a.csv", row.replace(' ', ',') + "\n0.5,0.5\n");
        refuses(
                message,
                "train",
                "--data",
                data,
                "-o",
                folder.resolve("m"),
                "--layers",
                "1",
                "--likelihood",
                likelihood);
    }

    @Test
    void refusesToWriteModelAndReportToOneFile() {
        Path page = folder.resolve("m.html");
        refuses("m.html: would hold both a model file and a report", "train", "--data", workshop.table(), "-o", page);
    }

    @Test
    void refusesDataOfAnotherShapeThanTheModels() {
        Path model = workshop.model(workshop.table(), "--labels", "kind");
        Path narrow = workshop.file("narrow.csv", "1,2\n3,4\n");
        for (String command : new String[] {"encode", "reconstruct"}) {
            refuses(
                    "narrow.csv: has rows of 2 columns, but the model takes 4; give data like those",
                    command,
                    "--model",
                    model,
                    "--data",
                    narrow,
                    "-o",
                    folder.resolve("out.npy"));
        }
    }

    @Test
    void refusesADamagedModel() {
        Path model = beginning(workshop.model(workshop.table(), "--labels", "kind"), 2000);
        refuses("part-model.safetensors: ", "encode", "--model", model, "--data", workshop.table(), "-o", "out.npy");
        refuses("part-model.safetensors: ", "info", model);
    }

    @Test
    void refusesAModelThatIsNone() {
        refuses("table.csv: ", "info", workshop.table());
    }

    @Test
    void refusesAFolderThatIsNotThereBeforeItTrains() {
        Path output = folder.resolve("missing").resolve("model");
        refuses(
                "its folder does not exist; make the folder first",
                "train",
                "--data",
                folder.resolve("never-looked-at"),
                "-o",
                output);
    }

    @Test
    void refusesAFolderForAModel() {
        refuses("is a folder; name a file to write", "train", "--data", workshop.table(), "-o", folder);
    }

    @Test
    void refusesAReportThatCannotBeWrittenBeforeItTrains() {
        refuses(
                "its folder does not exist",
                "train",
                "--data",
                folder.resolve("never-looked-at"),
                "-o",
                folder.resolve("model"),
                "--report",
                folder.resolve("missing").resolve("page.html"));
    }

    @Test
    void refusesAnOutputOfNoKnownForm() {
        Path data = workshop.digits(12);
        Path model = workshop.model(data);
        refuses(
                "use .npy, .csv, .jsonl or .codes",
                "encode",
                "--model",
                model,
                "--data",
                data,
                "-o",
                folder.resolve("codes.png"));
        refuses("unknown file extension", "reconstruct", "--model", model, "--data", data, "-o", folder.resolve("a.b"));
        refuses("unknown file extension", "data", "digits", "--count", 1, "-o", folder.resolve("a.jpg"));
    }

    @Test
    void refusesPicturesOfWhatAreNoImages() {
        Path data = workshop.table();
        Path model = workshop.model(data, "--labels", "kind");
        refuses(
                "out.png: is for images, but the rows make none",
                "reconstruct",
                "--model",
                model,
                "--data",
                data,
                "--labels",
                "kind",
                "-o",
                folder.resolve("out.png"));
    }

    @Test
    void refusesAFolderThatHoldsSomething() {
        refuses(
                "is a folder with something in it; name a new or an empty folder",
                "data",
                "digits",
                "--count",
                2,
                "-o",
                workshop.table().getParent());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 2_000_001})
    void refusesToGenerateOtherThanOneToTwoMillion(int count) {
        refuses("--count: cannot be " + count, "data", "curves", "--count", count, "-o", folder.resolve("a.npy"));
    }

    @Test
    void refusesACheckpointThatNobodySpokeOf() {
        Path data = workshop.table();
        SafeTensors.write(folder.resolve("model.checkpoint"), Map.of(), Map.of("hourglass.checkpoint", "{}"));
        refuses(
                "model.checkpoint: is the checkpoint of an interrupted run; add --resume to continue from it, or --overwrite",
                "train",
                "--data",
                data,
                "--labels",
                "kind",
                "-o",
                folder.resolve("model"));
    }

    @Test
    void refusesToResumeFromWhatIsNoCheckpoint() {
        Path data = workshop.table();
        workshop.file("model.checkpoint", "no checkpoint at all");
        refuses(
                "model.checkpoint: ",
                "train",
                "--data",
                data,
                "--labels",
                "kind",
                "-o",
                folder.resolve("model"),
                "--resume");
    }

    @Test
    void reportsDivergenceWithARemedy() {
        Path data = workshop.file("a.csv", "1e30,2,3\n1e30,3,5\n-1e30,4,1\n");
        refuses(
                "lower the learning rate, clip gradients, or check the scale of the data",
                "train",
                "--init",
                "random",
                "--data",
                data,
                "-o",
                folder.resolve("model"),
                "--likelihood",
                "gaussian",
                "--layers",
                "4-2");
    }

    @Test
    void refusesATableThatCannotBeUnderstood() {
        refusesTable("a,b\n,\nNA,NA\n", "has no columns that are not empty, identifiers or ignored");
        refusesTable("a,b\n", "table.csv: holds no rows");
        refusesTable("a,b\n1,2\n3\n", "line 3: has 1 field, but the first line has 2");
        refusesTable("a\n1e99\n", "line 2, column 1 (a): '1e99' is no finite number; correct it, empty the cell");
        StringBuilder names = new StringBuilder("a,name\n");
        IntStream.range(0, 10_000)
                .forEach(i -> names.append("1,x").append(i / 2).append('\n'));
        refusesTable(names.toString(), "'x0' is no number, and as a category the column has more than 1000 values");
    }

    private void refusesTable(String text, String message) {
        Path table = workshop.file("table.csv", text);
        refuses(message, "impute", "--data", table, "-o", folder.resolve("out.csv"));
        refuses(message, "anomalies", "--data", table, "-o", folder.resolve("out.csv"));
    }

    @Test
    void refusesColumnsThatAreNotThere() {
        Path table = workshop.table();
        refuses(
                "there is no column age among [height, width, depth, weight, kind]",
                "impute",
                "--data",
                table,
                "--ignore",
                "age",
                "-o",
                folder.resolve("out.csv"));
        refuses(
                "there is no class elm among [ash, oak]",
                "anomalies",
                "--data",
                table,
                "--labels",
                "kind",
                "--outlier",
                "elm",
                "-o",
                folder.resolve("out.csv"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.5, 1.5})
    void refusesAQuantileOutsideOfZeroToOne(double quantile) {
        refuses(
                "--quantile: cannot be " + quantile,
                "anomalies",
                "--data",
                workshop.table(),
                "--quantile",
                quantile,
                "-o",
                folder.resolve("out.csv"));
    }

    @Test
    void refusesAModelOfOtherThanTablesToImpute() {
        Path table = workshop.table();
        Path model = workshop.model(table, "--labels", "kind");
        refuses(
                "is not an autoencoder of tables",
                "impute",
                "--data",
                table,
                "--model",
                model,
                "-o",
                folder.resolve("out.csv"));
    }

    private void refusesData(Path data, String message) {
        refuses(message, "train", "--data", data, "-o", folder.resolve("model.safetensors"));
        refuses(message, "data", "info", data);
    }

    private void refuses(String message, Object... command) {
        List<String> before = workshop.names();
        Cli.Result result = Cli.run(command);
        assertThat(result.err()).startsWith("hourglass: ").contains(message).hasLineCount(1);
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(workshop.names()).isEqualTo(before);
    }

    /** A copy of the first bytes of a file. */
    private Path beginning(Path whole, int bytes) {
        try {
            byte[] start = Arrays.copyOf(Files.readAllBytes(whole), bytes);
            return workshop.file("part-" + whole.getFileName(), start);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path images(Object... namesAndSizes) throws IOException {
        Path images = Files.createDirectory(folder.resolve("images"));
        for (int i = 0; i < namesAndSizes.length; i += 2) {
            int size = (int) namesAndSizes[i + 1];
            BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
            ImageIO.write(
                    image, "png", images.resolve(namesAndSizes[i].toString()).toFile());
        }
        return images;
    }
}
