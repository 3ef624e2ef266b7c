package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BlockTest {
    @Property(tries = 500)
    void blocksCoverEveryElementOnce(
            @ForAll @IntRange(min = 1, max = 130) int rows,
            @ForAll @IntRange(min = 1, max = 130) int columns,
            @ForAll boolean wholeRows,
            @ForAll @IntRange(min = 1, max = 9) int parts) {
        int[] times = new int[rows * columns];
        for (int part = 0; part < parts; part++) {
            Block block = Block.of(rows, columns, wholeRows, part, parts);
            for (int row = block.rowFrom(); row < block.rowTo(); row++) {
                for (int column = block.from(); column < block.to(); column++) {
                    times[row * columns + column]++;
                }
            }
        }
        assertThat(times).containsOnly(1);
    }

    @Property(tries = 500)
    void aRangeIsCoveredInOrder(
            @ForAll @IntRange(min = 0, max = 100_000) int length, @ForAll @IntRange(min = 1, max = 64) int parts) {
        assertThat(Block.start(length, 0, parts)).isZero();
        assertThat(Block.start(length, parts, parts)).isEqualTo(length);
        for (int part = 0; part < parts; part++) {
            assertThat(Block.start(length, part, parts)).isLessThanOrEqualTo(Block.start(length, part + 1, parts));
        }
    }

    @Property(tries = 500)
    void sharesDifferByTwoCacheLinesAtMost(
            @ForAll @IntRange(min = 1, max = 100_000) int length, @ForAll @IntRange(min = 1, max = 64) int parts) {
        for (int part = 0; part < parts; part++) {
            int share = Block.start(length, part + 1, parts) - Block.start(length, part, parts);
            assertThat(Math.abs(share - (double) length / parts)).isLessThanOrEqualTo(17);
        }
    }

    @Property(tries = 200)
    void partsOfLongRangesStartOnCacheLines(
            @ForAll @IntRange(min = 1024, max = Integer.MAX_VALUE) int length,
            @ForAll @IntRange(min = 1, max = 64) int parts) {
        for (int part = 0; part < parts; part++) {
            assertThat(Block.start(length, part, parts) % 16).isZero();
        }
    }

    @Test
    void cutsTheLongerSide() {
        assertThat(Block.of(64, 32, false, 1, 2)).isEqualTo(new Block(32, 64, 0, 32));
        assertThat(Block.of(32, 64, false, 1, 2)).isEqualTo(new Block(0, 32, 32, 64));
    }

    @Test
    void leavesRowsWholeOnRequest() {
        assertThat(Block.of(4, 1000, true, 0, 2)).isEqualTo(new Block(0, 2, 0, 1000));
    }

    @Test
    void moreThreadsThanRowsLeaveSomeWithNothing() {
        Block block = Block.of(1, 1, false, 0, 2);
        assertThat(block.isEmpty()).isTrue();
        assertThat(block.height()).isZero();
        assertThat(block.width()).isEqualTo(1);
    }
}
