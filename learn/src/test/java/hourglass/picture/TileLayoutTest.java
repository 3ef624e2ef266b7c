package hourglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class TileLayoutTest {
    @Test
    void showsFiltersAroundZero() {
        assertThat(TileLayout.ofFilters().contrast()).isEqualTo(Contrast.SYMMETRIC);
    }

    @Test
    void refusesNoColumn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TileLayout.ofImages().withColumns(0))
                .withMessage("a grid has at least 1 column, not 0");
    }

    @Test
    void refusesANegativeGap() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TileLayout.ofImages().withGap(-1))
                .withMessage("a gap is at least 0 pixels, not -1");
    }

    @Test
    void refusesNoMagnification() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TileLayout.ofImages().withMagnification(0))
                .withMessage("a magnification is at least 1, not 0");
    }
}
