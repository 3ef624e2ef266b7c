package hourglass.data.file;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.LabelSets;
import hourglass.data.Rows;
import hourglass.matrix.SparseMatrix;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SvmLightTest {
    private static final String TWO = "# made by hand\n+1 1:2 3:0.5 # first\n-1 qid:7 2:1e1\n\n";

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("rows.svmlight"), text);
    }

    @Test
    void isRecognisedByTheDoor() throws IOException {
        Dataset data = Datasets.open(file(TWO), ReadOptions.DEFAULT);
        assertThat(data.rows().isSparse()).isTrue();
        assertThat(data.rows().toArray()).containsExactly(2, 0, 0.5f, 0, 10, 0);
        assertThat(requireNonNull(data.labels()).names()).containsExactly("-1", "1");
        assertThat(requireNonNull(data.labels()).classes()).containsExactly(1, 0);
    }

    @Test
    void readsGzip() throws IOException {
        Path path = folder.resolve("rows.gz");
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(path))) {
            stream.write(TWO.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Datasets.open(path, ReadOptions.DEFAULT).rows().count()).isEqualTo(2);
    }

    @Test
    void readsSeveralClassesOrNone() throws IOException {
        SvmLight data = SvmLight.read(file("3,1 1:1\n 1:1\n1:1\n1 1:1\n"));
        assertThat(data.labels().sets()).isDeepEqualTo(new int[][] {{0, 1}, {}, {}, {0}});
        assertThat(data.labels().names()).containsExactly("1", "3");
        assertThat(requireNonNull(data.dataset().labels()).classes()).containsExactly(-1, -1, -1, 0);
    }

    @Test
    void numbersColumnsFromZeroIfThatOccurs() throws IOException {
        assertThat(SvmLight.read(file("1 1:5\n1 0:4\n")).rows().toArray()).containsExactly(0, 5, 4, 0);
    }

    @Test
    void keepsRowsWithoutNonZeros() throws IOException {
        assertThat(Datasets.open(file("1\n1 1:5\n1\n"), ReadOptions.DEFAULT)
                        .rows()
                        .toArray())
                .containsExactly(0, 5, 0);
    }

    @Test
    void takesTheColumnsOfATrainingPart() throws IOException {
        ReadOptions wanted = ReadOptions.DEFAULT.withColumns(1, 3);
        assertThat(SvmLight.read(file("1 1:5\n"), wanted).rows().toArray()).containsExactly(5, 0, 0);
    }

    @Test
    void numbersColumnsAsATrainingPartThatHadAColumnZero() throws IOException {
        ReadOptions wanted = ReadOptions.DEFAULT.withColumns(0, 3);
        assertThat(SvmLight.read(file("1 1:5\n"), wanted).rows().toArray()).containsExactly(0, 5, 0);
    }

    @Test
    void leavesOutColumnsThatATrainingPartDidNotHaveAndNotesIt() throws IOException {
        ReadOptions wanted = ReadOptions.DEFAULT.withColumns(1, 2);
        Dataset data = Datasets.open(file("1 1:5 3:2 9:1\n1 2:1\n"), wanted);
        assertThat(data.rows().toArray()).containsExactly(5, 0, 0, 1);
        assertThat(data.notes()).singleElement().asString().contains("2 non-zeros in columns beyond 2");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1 1:5 3:1, 'column 3 occurs, but the columns that the model takes are numbered from 0 to 2'",
        "1, 1 0:5, 'column 0 occurs, but the columns that the model takes are numbered from 1 to 3'"
    })
    void refusesColumnsThatAreOffByOne(int first, String line, String reason) throws IOException {
        Path path = file("# rows\n" + line + "\n");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SvmLight.read(path, ReadOptions.DEFAULT.withColumns(first, 3)))
                .withMessageStartingWith(path + ": line 2: " + reason);
    }

    @Test
    void takesTheColumnsFromAFirstLineOfCounts() throws IOException {
        Dataset data = Datasets.open(file("2 4 2\n0,1 0:1\n1 2:3\n"), ReadOptions.DEFAULT);
        assertThat(data.rows().toArray()).containsExactly(1, 0, 0, 0, 0, 0, 3, 0);
    }

    @Test
    void refusesCountsOfOtherRows() throws IOException {
        Path path = file("3 4 2\n0,1 0:1\n1 2:3\n");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SvmLight.read(path))
                .withMessageContaining("line 1: promises 3 rows, but 2 follow");
    }

    @Test
    void isRecognisedAfterALongComment() throws IOException {
        Path path = file("# a remark\n".repeat(10_000) + TWO);
        assertThat(Datasets.open(path, ReadOptions.DEFAULT).rows().count()).isEqualTo(2);
    }

    @Test
    void readsMoreThanMemoryHolds() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < 30_000; row++) {
            text.append(row % 3);
            for (int column = 1; column <= 100; column++) {
                text.append(' ').append(column).append(':').append((row + column) % 7);
            }
            text.append('\n');
        }
        Rows rows = SvmLight.read(file(text.toString()), ReadOptions.DEFAULT, 1 << 20)
                .rows();
        SparseMatrix last = new SparseMatrix(100);
        rows.addNonZeros(29_999, last);
        float[] dense = new float[100];
        rows.read(29_999, dense, 0);
        for (int column = 1; column <= 100; column++) {
            assertThat(dense[column - 1]).isEqualTo((29_999 + column) % 7);
            assertThat(last.values()[column - 1]).isEqualTo(dense[column - 1]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1 1:1 x, line 1: 'x' is not column:value",
        "1 1:1 a:1, 'a:1' is not column:value",
        "1 2:1 2:1, column 2 follows column 2",
        "1 2:1 1:1, column 1 follows column 2",
        "1 1:1 2:, the value of '2:' is not a finite number",
        "1 1:1 2:nan, the value of '2:nan' is not a finite number",
        "1 1:1 99999999:1, with a column from 0 to 16777216",
    })
    void refusesWhatIsNoColumnAndValue(String line, String reason) throws IOException {
        Path path = file(line + "\n");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SvmLight.read(path))
                .withMessageStartingWith(path.toString())
                .withMessageContaining(reason);
    }

    @Test
    void refusesAFileWithoutNonZeros() throws IOException {
        Path path = file("1\n2\n");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SvmLight.read(path))
                .withMessageContaining("holds no columns");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2,3\n4,5,6\n", "1 2 3\n", "time,12:30\n", "a\n", ""})
    void leavesOtherTextToOthers(String text) {
        assertThat(SvmLight.matches(text.getBytes(StandardCharsets.UTF_8))).isFalse();
    }

    @Test
    void survivesDamage() throws IOException {
        Damage.survivedBy(file(TWO + "2 1:3 2:4\n"), path -> SvmLight.read(path).dataset());
        Damage.survivedBy(file("3 3 9\n" + TWO + "2 1:3 2:4\n"), path -> SvmLight.read(path)
                .dataset());
    }

    @Test
    void numbersClassesOfTwoPartsAlike() throws IOException {
        LabelSets train = SvmLight.read(file("b,c 1:1\n")).labels();
        LabelSets test = SvmLight.read(file("a,c 1:1\n")).labels().numberedAs(train.names());
        assertThat(test.names()).isEqualTo(List.of("b", "c", "a"));
        assertThat(test.sets()).isDeepEqualTo(new int[][] {{1, 2}});
    }
}
