package hourglass.data.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetsTest {
    private static final ReadOptions TEST = ReadOptions.DEFAULT.withSplit(Split.TEST);

    @TempDir
    private Path folder;

    @Test
    void tellsFilesByContent() throws IOException {
        Rows rows = Rows.of(new float[] {0, 1, 1, 0, 0, 1}, 3);
        Idx.write(folder.resolve("a"), rows, new ImageShape(1, 3, 1));
        Idx.write(folder.resolve("b.gz"), rows, new ImageShape(1, 3, 1));
        Npy.write(folder.resolve("c"), rows);
        Csv.write(folder.resolve("d"), rows, List.of());
        for (String name : List.of("a", "b.gz", "c", "d")) {
            assertThat(open(name).rows().toArray()).as(name).isEqualTo(rows.toArray());
        }
    }

    @Test
    void findsTheFourFilesOfMnist() {
        images("train-images-idx3-ubyte.gz", 3);
        images("t10k-images-idx3-ubyte", 2);
        Idx.writeLabels(folder.resolve("train-labels-idx1-ubyte"), new Labels(new int[] {1, 0, 1}, List.of("0", "1")));
        Idx.writeLabels(folder.resolve("t10k-labels-idx1-ubyte.gz"), new Labels(new int[] {1, 1}, List.of("0", "1")));

        assertThat(requireNonNull(Datasets.open(folder, ReadOptions.DEFAULT).labels())
                        .classes())
                .containsExactly(1, 0, 1);
        assertThat(requireNonNull(Datasets.open(folder, TEST).labels()).names()).containsExactly("1");
        assertThat(Datasets.hasTestPart(folder)).isTrue();
    }

    @Test
    void takesTheUnzippedOfTwoCopies() {
        images("train-images-idx3-ubyte.gz", 3);
        images("train-images-idx3-ubyte", 3);
        assertThat(Datasets.open(folder, ReadOptions.DEFAULT).name()).endsWith("ubyte");
    }

    @Test
    void takesTheOnlyFileOfImagesForTraining() {
        images("faces-images-idx3-ubyte", 3);
        assertThat(Datasets.open(folder, ReadOptions.DEFAULT).rows().count()).isEqualTo(3);
        assertThat(Datasets.hasTestPart(folder)).isFalse();
        refuses(folder, TEST, folder + ": has no test part");
    }

    @Test
    void findsFoldersOfTrainAndTest() throws IOException {
        image("train/a/1.png");
        image("train/b/2.png");
        image("test/b/3.png");
        assertThat(Datasets.open(folder, ReadOptions.DEFAULT).rows().count()).isEqualTo(2);
        assertThat(Datasets.open(folder, TEST).rows().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"Training, Testing", "TRAIN, TEST", "train, val", "train, Validation", "training, dev"})
    void findsPartsUnderUsualNames(String train, String test) throws IOException {
        image(train + "/a/1.png");
        image(train + "/b/2.png");
        image(test + "/b/3.png");
        assertThat(Datasets.open(folder, ReadOptions.DEFAULT).rows().count()).isEqualTo(2);
        assertThat(Datasets.open(folder, TEST).rows().count()).isEqualTo(1);
    }

    @Test
    void notesThatAThirdPartIsNotRead() throws IOException {
        image("train/1.png");
        image("val/2.png");
        image("test/3.png");
        image(".cache/4.png");
        assertThat(Datasets.open(folder, ReadOptions.DEFAULT).notes())
                .singleElement()
                .asString()
                .contains("val is not read, but can be given as --data " + folder.resolve("val"));
    }

    @Test
    void findsPartsCalledX() {
        Npy.write(folder.resolve("x_train.npy"), Rows.of(new float[6], 2));
        Npy.write(folder.resolve("y_train.npy"), Rows.of(new float[3], 1));
        Npy.write(folder.resolve("x_test.npy"), Rows.of(new float[2], 2));
        assertThat(requireNonNull(Datasets.open(folder, ReadOptions.DEFAULT).labels())
                        .classes())
                .hasSize(3);
        assertThat(Datasets.open(folder, TEST).rows().count()).isEqualTo(1);
    }

    @Test
    void trainIsAClassWhereThereIsNoTest() throws IOException {
        image("train/1.png");
        image("car/2.png");
        Dataset read = Datasets.open(folder, ReadOptions.DEFAULT);
        assertThat(requireNonNull(read.labels()).names()).containsExactly("car", "train");
    }

    @Test
    void refusesWhatIsNotThere() {
        refuses(folder.resolve("nothing"), ReadOptions.DEFAULT, "nothing: there is no such file or folder");
    }

    @Test
    void refusesAnEmptyFolder() {
        refuses(folder, ReadOptions.DEFAULT, folder + ": holds no images");
    }

    @Test
    void refusesUnknownContent() throws IOException {
        Path file = Files.write(folder.resolve("bytes"), new byte[] {'a', 'b', 3, 4});
        refuses(file, ReadOptions.DEFAULT, "bytes: is neither IDX (00 00 ...) nor npy (93 NUMPY ...) nor text");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        refuses(Files.createFile(folder.resolve("empty")), ReadOptions.DEFAULT, "empty: holds no rows");
    }

    @Test
    void singleFileHasNoTestPart() {
        images("train-images-idx3-ubyte", 1);
        refuses(folder.resolve("train-images-idx3-ubyte"), TEST, "ubyte: has no test part");
    }

    @Test
    void refusesTwoCandidates() {
        images("a-images-idx3-ubyte", 1);
        images("b-images-idx3-ubyte", 1);
        refuses(folder, ReadOptions.DEFAULT, "holds several files of rows");
    }

    @Test
    void survivesCorruption() throws IOException {
        Idx.write(folder.resolve("x"), Rows.of(new float[20], 4), new ImageShape(2, 2, 1));
        Damage.survivedBy(folder.resolve("x"), path -> Datasets.open(path, ReadOptions.DEFAULT));
    }

    private void images(String name, int count) {
        Idx.write(folder.resolve(name), Rows.of(new float[4 * count], 4), new ImageShape(2, 2, 1));
    }

    private void image(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
    }

    private Dataset open(String name) {
        return Datasets.open(folder.resolve(name), ReadOptions.DEFAULT);
    }

    private static void refuses(Path path, ReadOptions options, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Datasets.open(path, options))
                .withMessageContaining(message);
    }
}
