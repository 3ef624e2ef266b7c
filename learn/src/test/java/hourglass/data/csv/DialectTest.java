package hourglass.data.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DialectTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "a,b/1,2/3,4/                       > ','",
                "a;b/1,5;2,5/3,5;4,5/               > ';'",
                "1,5;2,5;3/3,5;4,5;3/               > ';'",
                "\"x, y\";\"z, w\"/1.5;2.5/         > ';'",
                "a|b/1|2/                           > '|'",
                "first;second,third/1,2/3,4/        > ','",
                "a title; with more; marks/1,2/3,4/ > ','",
                "a b  c/1 2  3/4 5 6/               > ' '",
                "word one/word two/                 > ','",
                "sep=|/a;b|c/1;2|3/                 > '|'"
            })
    void takesTheSeparatorThatCutsAllLinesAlike(String lines, char separator) {
        byte[] text = lines.strip().replace('/', '\n').getBytes(StandardCharsets.UTF_8);
        assertThat(Dialect.of(text, true, CsvOptions.DEFAULT).separator()).isEqualTo(separator);
    }
}
