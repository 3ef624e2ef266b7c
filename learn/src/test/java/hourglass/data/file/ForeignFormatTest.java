package hourglass.data.file;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import hourglass.data.InputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignFormatTest {
    private static final Path FILE = Path.of("table.csv");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {
                "PK\u0003\u0004......xl/workbook.xml, a spreadsheet",
                "PK\u0003\u0004......notes.txt, a zip archive",
                "PAR1\u0015\u0004, Parquet",
                "<!DOCTYPE html>, an HTML page",
                "~  <html lang='en'>~, an HTML page",
                "~% remark\n@RELATION boats~, ARFF",
                "version https://git-lfs.github.com/spec/v1, Git LFS pointer",
                "~\u001F\u008B\u0008~, gzipped twice",
                "~{\"a\": 1}~, JSON"
            })
    void namesWhatItIs(String start, String name) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> ForeignFormat.refuse(FILE, start.getBytes(StandardCharsets.ISO_8859_1)))
                .withMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n", "PAR,1\n", "html,head\n1,2\n", "", "<NA>,1\n", "{a},b\n1,2\n"})
    void passesTables(String start) {
        assertThatNoException()
                .isThrownBy(() -> ForeignFormat.refuse(FILE, start.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
