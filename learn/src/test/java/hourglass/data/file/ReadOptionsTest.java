package hourglass.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.data.csv.CsvOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadOptionsTest {
    @Test
    void changesOneThingAtATime() {
        ReadOptions options = ReadOptions.DEFAULT
                .withSplit(Split.TEST)
                .withImageSize(3, 4)
                .withColour(true)
                .withHeader(false)
                .withLabelColumn("kind")
                .withIdColumn("name")
                .withWhite(16)
                .withCsv(CsvOptions.DEFAULT.withDecimal(','));
        assertThat(options)
                .isEqualTo(new ReadOptions(
                        Split.TEST,
                        new ReadOptions.ImageSize(3, 4),
                        true,
                        false,
                        "kind",
                        "name",
                        16f,
                        null,
                        false,
                        new CsvOptions(null, null, ',', List.of(), true)));
    }

    @Test
    void bytesAreWhiteAt255AndOtherNumbersAtOne() {
        assertThat(ReadOptions.DEFAULT.whiteOf(Element.U8)).isEqualTo(255);
        assertThat(ReadOptions.DEFAULT.whiteOf(Element.F32)).isEqualTo(1);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadOptions.DEFAULT.withWhite(0))
                .withMessageContaining("0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> ReadOptions.DEFAULT.withWhite(Float.NaN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReadOptions.DEFAULT.withImageSize(0, 5))
                .withMessageContaining("0x5");
        assertThatIllegalArgumentException().isThrownBy(() -> ReadOptions.DEFAULT.withLabelColumn(" "));
    }
}
