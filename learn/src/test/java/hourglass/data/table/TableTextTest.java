package hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import hourglass.data.csv.CsvOptions;
import hourglass.data.file.ReadOptions;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a table is written, and what of it is kept. */
class TableTextTest {
    @TempDir
    private Path folder;

    @Property(tries = 300)
    void readsAndWritesWhateverTheDialect(
            @ForAll @Size(value = 4) List<@Size(value = 3) List<@From("cells") String>> rows,
            @ForAll("separators") char separator,
            @ForAll("lineEnds") String lineEnd,
            @ForAll("encodings") String encoding,
            @ForAll boolean mark,
            @ForAll boolean quoted,
            @ForAll boolean lastEnds)
            throws IOException {
        StringBuilder text = new StringBuilder(mark && encoding.startsWith("UTF") ? "\uFEFF" : "");
        text.append(String.join(String.valueOf(separator), "a", "b", "c")).append(lineEnd);
        for (List<String> row : rows) {
            for (int i = 0; i < 3; i++) {
                text.append(i == 0 ? "" : separator).append(written(row.get(i), separator, quoted));
            }
            text.append(lineEnd);
        }
        text.setLength(text.length() - (lastEnds ? 0 : lineEnd.length()));
        Charset charset = Charset.forName(encoding);
        CsvOptions options = CsvOptions.DEFAULT.withSeparator(separator);
        Path path = Files.createTempFile("table", ".csv");
        Path copy = Files.createTempFile("copy", ".csv");
        try {
            Files.write(path, text.toString().getBytes(charset));
            Table table = Table.read(
                    path,
                    ReadOptions.DEFAULT
                            .withHeader(true)
                            .withCsv(encoding.startsWith("UTF") ? options : options.withEncoding(charset)));
            for (int row = 0; row < 4; row++) {
                for (int column = 0; column < 3; column++) {
                    assertThat(table.value(row, column))
                            .isEqualTo(rows.get(row).get(column).strip());
                }
            }
            table.write(copy, (row, column) -> null);
            assertThat(copy).hasSameBinaryContentAs(path);
        } finally {
            Files.delete(path);
            Files.delete(copy);
        }
    }

    private static String written(String cell, char separator, boolean quoted) {
        boolean must =
                cell.isEmpty() || cell.chars().anyMatch(c -> c == separator || c == '"' || c == '\n' || c == '\r');
        return quoted || must ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    @Provide
    Arbitrary<String> cells() {
        return Arbitraries.strings().withChars("ab1.,;|\"\né ü").ofMaxLength(6);
    }

    @Provide
    Arbitrary<Character> separators() {
        return Arbitraries.of(',', ';', '|');
    }

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    @Provide
    Arbitrary<String> encodings() {
        return Arbitraries.of("UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252");
    }

    @Test
    void keepsEmptyLinesAndMixedLineEnds() throws IOException {
        keeps("\n\r\na,b\r\n1,x\n\n\r2,\"y\r\nz\"\r\n\n");
    }

    @Test
    void keepsASeparatorLine() throws IOException {
        keeps("sep=;\r\na;b\r\n1;x\r\n2;y\r\n");
    }

    @Test
    void keepsBlanksBetweenColumns() throws IOException {
        keeps("   a    b\n  1.5  12 \n 22.5   3\n");
    }

    @Test
    void keepsQuotesThatDoNotCloseBetweenTabs() throws IOException {
        keeps("a\tb\n1\t\"open\n2\tplain\n3\ttall\"\n");
    }

    private void keeps(String text) throws IOException {
        Path path = Files.writeString(folder.resolve("table.csv"), text);
        Table table = Table.read(path, ReadOptions.DEFAULT);
        assertThat(table.columns()).containsExactly("a", "b");
        Path copy = folder.resolve("copy.csv");
        table.write(copy, (row, column) -> null);
        assertThat(copy).hasSameBinaryContentAs(path);
    }

    @Test
    void guessesAnOldEncoding() throws IOException {
        Table table = read("städte;x\nKöln;1\nZürich;2\n".getBytes(Charset.forName("windows-1252")));
        assertThat(table.columns()).containsExactly("städte", "x");
        assertThat(table.notes()).containsExactly("read as windows-1252; --encoding names another encoding");
    }

    @Test
    void keepsTheBytesOfAnOldEncoding() throws IOException {
        byte[] bytes = "城市,人口\n北京,\n上海,2\n".getBytes(Charset.forName("GBK"));
        Path copy = folder.resolve("copy.csv");
        read(bytes).write(copy, (row, column) -> row == 0 && column == 1 ? "7" : null);
        assertThat(copy).hasBinaryContent("城市,人口\n北京,7\n上海,2\n".getBytes(Charset.forName("GBK")));
    }

    @Test
    void refusesDamagedUtf8() {
        byte[] bytes = "a,b\nä,1\nö,2\nü,3\n\u0000,4\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == 0 ? (byte) 0xE4 : bytes[i];
        }
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(bytes))
                .withMessageContaining("line 5: holds bytes that are no UTF-8; name the encoding");
    }

    @Test
    void readsUtf16WithoutAMark() throws IOException {
        assertThat(read("a,b\n1,2\n".getBytes(StandardCharsets.UTF_16LE)).columns())
                .containsExactly("a", "b");
    }

    private Table read(byte[] bytes) throws IOException {
        return Table.read(Files.write(folder.resolve("table.csv"), bytes), ReadOptions.DEFAULT);
    }
}
