package hourglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class FiltersTest {
    /** Two visible units, three hidden ones, whose filters are (1, 2), (-4, 3) and (0, 0.5). */
    private static final float[] WEIGHTS = {1, -4, 0, 2, 3, 0.5f};

    @Test
    void takesTheColumnsOfTheFirstHiddenUnits() {
        assertThat(Filters.first(WEIGHTS, 3, 2)).containsExactly(1, 2, -4, 3);
    }

    @Test
    void takesTheFiltersOfLargestNormLargestFirst() {
        assertThat(Filters.largest(WEIGHTS, 3, 2)).containsExactly(-4, 3, 1, 2);
    }

    @Test
    void takesAllFiltersWhereMoreAreAskedFor() {
        assertThat(Filters.largest(WEIGHTS, 3, 100)).containsExactly(-4, 3, 1, 2, 0, 0.5f);
    }

    @Test
    void keepsUnitsOfEqualNormInOrder() {
        assertThat(Filters.largest(new float[] {1, -1, 1}, 3, 3)).containsExactly(1, -1, 1);
    }

    @Test
    void refusesWeightsThatDoNotMakeWholeFilters() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Filters.first(WEIGHTS, 4, 1))
                .withMessage("6 weights do not make whole filters of 4 hidden units");
    }
}
