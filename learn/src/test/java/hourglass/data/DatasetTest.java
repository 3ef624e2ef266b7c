package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetTest {
    private static final Rows ROWS = Rows.of(new float[6], 3);

    @Test
    void refusesPartsThatDoNotFitTogether() {
        Labels three = new Labels(new int[3], List.of("a"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dataset("x", ROWS, List.of("a", "b"), null, null))
                .withMessage("2 column names for 3 columns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dataset("x", ROWS, List.of(), three, null))
                .withMessage("3 labels for 2 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dataset("x", ROWS, List.of(), null, new ImageShape(2, 2, 1)))
                .withMessage("images of 2x2x1 do not have 3 columns");
    }

    @Test
    void refusesLabelsWithoutAName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Labels(new int[] {0, 2}, List.of("a", "b")))
                .withMessage("row 1 has class 2, but there are 2 classes");
    }

    @Test
    void refusesImagesOfOtherChannels() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageShape(2, 2, 2))
                .withMessageContaining("2x2x2");
    }

    @Test
    void messageOfBadInputIsOneLine() {
        assertThat(new InputException("file", "line 3", "is wrong", "mend it"))
                .hasMessage("file: line 3: is wrong; mend it");
        assertThat(new InputException("file", "", "is wrong", "mend it")).hasMessage("file: is wrong; mend it");
    }
}
