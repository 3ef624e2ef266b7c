package hourglass.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BinaryCodesTest {
    @Test
    void packsBitsFromTheLowestOn() {
        float[] values = new float[70];
        values[0] = 1;
        values[3] = 1;
        values[65] = 1;
        BinaryCodes codes = BinaryCodes.ofThreshold(70, values, 0.5f);
        assertThat(codes.code(0)).containsExactly(0b1001, 0b10);
        assertThat(codes.bit(0, 65)).isTrue();
    }

    @Test
    void bitsAreOneAboveTheirThreshold() {
        Thresholds thresholds = new Thresholds(new float[] {0.5f, -1, 0});
        BinaryCodes codes = thresholds.apply(new float[] {0.5f, -0.5f, 0.1f, 0.6f, -1, -0.1f});
        assertThat(codes.word(0, 0)).isEqualTo(0b110);
        assertThat(codes.word(1, 0)).isEqualTo(0b001);
    }

    @Test
    void mediansMakeHalfOfTheBitsOne() {
        float[] values = {1, -3, 2, 8, 3, 7, 10, 0};
        BinaryCodes codes = Thresholds.median(2, values).apply(values);
        assertThat(BitBalance.of(codes).shares()).containsExactly(0.5, 0.5);
    }

    @Test
    void medianOfOddlyManyIsTheOneInTheMiddle() {
        assertThat(Thresholds.median(1, new float[] {5, 1, 3}).values()).containsExactly(3);
    }

    @Test
    void bitsOfDirectionsDoNotDependOnLengths() {
        float[] values = {3, 4, -3e-20f, 4e-20f, 0, 0};
        Thresholds thresholds = Thresholds.meanDirection(2, values);
        assertThat(thresholds.values()).containsExactly(0, (float) (1.6 / 3));
        BinaryCodes codes = thresholds.apply(values);
        assertThat(IntStream.range(0, 3).mapToLong(code -> codes.word(code, 0))).containsExactly(0b11L, 0b10L, 0L);
        assertThat(thresholds.apply(new float[] {3e30f, 2e30f}).word(0, 0)).isEqualTo(0b11);
        assertThat(thresholds.apply(new float[] {3e30f, 1e30f}).word(0, 0)).isEqualTo(0b01);
        assertThat(thresholds).isNotEqualTo(new Thresholds(thresholds.values()));
    }

    @Test
    void refusesTheMeanDirectionOfNothing() {
        assertThatThrownBy(() -> Thresholds.meanDirection(2, new float[0]))
                .hasMessage("there are no codes to take means of");
    }

    @Test
    void balanceIsTheMeanDeviationFromOneHalf() {
        BitBalance balance = BitBalance.of(BinaryCodes.of(3, new long[] {0b001, 0b011, 0b001, 0b011}));
        assertThat(balance.shares()).containsExactly(1, 0.5, 0);
        assertThat(balance.meanDeviation()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(balance.constantBits()).isEqualTo(2);
    }

    @Test
    void distanceIsTheNumberOfBitsThatDiffer() {
        assertThat(Hamming.distance(0b1011, 0b0010)).isEqualTo(2);
        assertThat(Hamming.distance(new long[] {-1, 1}, new long[] {0, 3})).isEqualTo(65);
        assertThat(BinaryCodes.of(66, new long[] {7, 1}).distance(0, new long[] {0, 2}))
                .isEqualTo(5);
    }

    @Test
    void builtCodesKeepToThoseAddedUntilThen() {
        BinaryCodesBuilder builder = BinaryCodes.builder(64);
        builder.add(5);
        BinaryCodes before = builder.build();
        builder.add(6);
        assertThat(before.count()).isEqualTo(1);
        assertThat(builder.build().code(1)).containsExactly(6);
    }

    @Test
    void refusesBitsBeyondTheLength() {
        assertThatThrownBy(() -> BinaryCodes.of(3, new long[] {1, 8}))
                .hasMessage("code 1 has bits beyond its length of 3 bits");
        assertThatThrownBy(() -> BinaryCodes.builder(3).add(8))
                .hasMessage("the code has bits beyond its length of 3 bits");
    }

    @Test
    void refusesLengthsOutOfRange() {
        assertThatThrownBy(() -> BinaryCodes.builder(4_097)).hasMessage("codes have 1 to 4096 bits, not 4097");
        assertThatThrownBy(() -> BinaryCodes.of(0, new long[0])).hasMessageContaining("not 0");
    }

    @Test
    void refusesValuesThatAreNoWholeCodes() {
        assertThatThrownBy(() -> BinaryCodes.ofThreshold(3, new float[4], 0))
                .hasMessage("4 values are not a whole number of codes of 3");
        assertThatThrownBy(() -> BinaryCodes.of(65, new long[3]))
                .hasMessage("codes of 65 bits take 2 longs each, which do not divide 3 longs");
    }

    @Test
    void refusesThresholdsThatAreNoNumbers() {
        assertThatThrownBy(() -> new Thresholds(new float[] {0, Float.NaN})).hasMessage("threshold 1 is NaN");
    }

    @Test
    void refusesItemsThatAreNotThere() {
        assertThatThrownBy(() -> BinaryCodes.of(3, new long[2]).code(2)).hasMessage("no code 2 among 2");
    }
}
