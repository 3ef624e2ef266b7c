package hourglass.cli.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.file.Idx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The folder that {@code --data} names for an experiment. */
class PublicDataTest {
    @TempDir
    private Path folder;

    private Path faces() throws IOException {
        Path own = Files.createDirectories(folder.resolve("olivetti"));
        Rows rows = Rows.of(new float[2 * 6], 6);
        Idx.write(own.resolve("olivetti-images-idx3-ubyte.gz"), rows, new ImageShape(2, 3, 1));
        return own;
    }

    @Test
    void isTheFolderOfTheDataSet() throws IOException {
        assertThat(new PublicData(faces()).olivetti().rows().count()).isEqualTo(2);
    }

    @Test
    void isTheFolderAboveThatOfTheDataSet() throws IOException {
        assertThat(new PublicData(faces().getParent()).olivetti().rows().count())
                .isEqualTo(2);
    }

    @Test
    void isAnArchiveInTheFolderAbove() throws IOException {
        Path archive = Files.createDirectories(folder.resolve("reuters21578")).resolve("reuters21578.zip");
        Files.createFile(archive);
        assertThat(new PublicData(folder).reuters()).isEqualTo(archive);
    }

    @Test
    void refusesAFolderThatDoesNotExist() {
        assertThatThrownBy(() -> new PublicData(folder.resolve("nothing")).olivetti())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the data set olivetti is not there")
                .hasMessageContaining("--data or HOURGLASS_DATA");
    }
}
