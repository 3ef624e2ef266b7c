package hourglass.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
    @Property
    void readsEveryFloatAsJavaWritesIt(@ForAll float value) {
        assertThat(parse(Float.toString(value))).isEqualTo(value);
    }

    @Property
    void readsDecimalsAsJavaDoes(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double value, @ForAll @IntRange(max = 9) int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "f", value);
        assertThat(parse(text)).isEqualTo(Float.parseFloat(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "+1", "1.", "01.00", " 1 ", "1e0", "10E-1", "1.0000000000000000000000000001", "0.1e1"})
    void readsOneInAnyForm(String text) {
        assertThat(parse(text)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u22122.5", "\u22122.50000000000000000", "\u22125e-1"})
    void readsATypesetMinus(String text) {
        assertThat(parse(text)).isEqualTo(Float.parseFloat(text.replace('\u2212', '-')));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                "-",
                "1f",
                "1d",
                "0x1p3",
                "NaN",
                "Infinity",
                "1,5",
                "1 2",
                "--1",
                "1e",
                "e1",
                "1.2.3",
                "ten"
            })
    void refusesWhatIsNoDecimalNumber(String text) {
        assertThat(parse(text)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e39", "-1e39", "999999999999999999999999999999999999999999"})
    void isInfiniteBeyondFloat(String text) {
        assertThat(Math.abs(parse(text))).isInfinite();
    }

    private static float parse(String text) {
        return (float) Decimal.parse(("x" + text + "9").toCharArray(), 1, text.length());
    }
}
