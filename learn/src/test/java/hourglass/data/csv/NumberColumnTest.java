package hourglass.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumberColumnTest {
    @Test
    void ordinaryNumbersAreNotRemarkedOn() {
        assertThat(notes(i -> "" + (i * 37 % 101) / 10.0)).isEmpty();
    }

    @Test
    void zerosThatAreLostAreShown() {
        assertThat(notes(i -> "%05d".formatted(i * 7919 % 20_000)))
                .containsExactly(
                        "x holds numbers that begin with zeros, such as 00000, which count as 0; leave the column out if they are codes");
        assertThat(notes(i -> "0." + (i * 37 % 101))).isEmpty();
    }

    @Test
    void numbersThatOnlyIncreaseMayBeIdsOrTimes() {
        assertThat(notes(i -> "" + (100 + 7 * i))).singleElement().asString().startsWith("x increases from row to row");
    }

    @Test
    void datesWithoutMarksAreNamed() {
        assertThat(notes(i -> "2024%02d%02d".formatted(1 + i % 12, 1 + i % 28)))
                .singleElement()
                .asString()
                .startsWith("x holds dates as numbers, such as 20240101");
        assertThat(notes(i -> "2024%02d%02d".formatted(1 + i * 7 % 13, 1 + i % 28)))
                .isEmpty();
    }

    @Test
    void ninesFarFromAllOtherNumbersMayMarkMissingCells() {
        assertThat(notes(i -> i % 10 == 3 ? "-999" : "" + (20 + i * 37 % 11)))
                .containsExactly(
                        "x holds -999 in 10 rows, far from its other numbers, 20 to 30; if it marks a missing cell, name it by --missing=-999");
        assertThat(notes(i -> i % 10 == 3 ? "99.0" : "" + (i * 37 % 11)))
                .singleElement()
                .asString()
                .endsWith("--missing=99");
        assertThat(notes(i -> "" + (i * 37 % 1000))).isEmpty();
    }

    @Test
    void numbersThatFloatsCannotDistinguishAreNamed() {
        assertThat(asFloats(i -> "" + (9007199254740993L + i * 37 % 101)))
                .singleElement()
                .asString()
                .startsWith(
                        "x spans 9007199254740992 to 9007199254741092, of which 32-bit numbers keep steps of 1073741824");
        assertThat(asFloats(i -> "" + (100_000 + (i * 37 % 101) / 1000.0))).hasSize(1);
    }

    @Test
    void floatsThatLoseNothingThatCountsAreNotRemarkedOn() {
        assertThat(asFloats(i -> "0.1")).isEmpty();
        assertThat(asFloats(i -> "" + (16_000_000 + i * 37 % 11))).isEmpty();
        assertThat(asFloats(i -> "0." + (10_000_000 + i * 7919 % 90_000_000))).isEmpty();
    }

    private static List<String> notes(IntFunction<String> cell) {
        return column(cell).notes("x");
    }

    private static List<String> asFloats(IntFunction<String> cell) {
        return column(cell).notesAsFloats("x");
    }

    private static NumberColumn column(IntFunction<String> cell) {
        NumberColumn column = new NumberColumn();
        IntStream.range(0, 100).mapToObj(cell).forEach(text -> {
            char[] characters = text.toCharArray();
            column.add(Decimal.parse(text), characters, 0, characters.length);
        });
        return column;
    }
}
