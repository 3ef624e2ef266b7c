package hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import hourglass.data.Standardization;
import hourglass.data.csv.CsvOptions;
import hourglass.data.file.ReadOptions;
import hourglass.data.table.TableEncoding.Category;
import hourglass.data.table.TableEncoding.Numeric;
import hourglass.data.table.TableReading.ColumnReading;
import hourglass.data.table.TableReading.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    private static final ReadOptions DEFAULT = ReadOptions.DEFAULT;

    @TempDir
    private Path folder;

    @Test
    void takesAColumnOfAnythingButNumbersAsACategory() {
        TableEncoding encoding = TableEncoding.of(table("a,b\n1,x\nNA,y\n2.5,1\n"), List.of());
        assertThat(encoding.columns()).containsExactly(new Numeric("a", 0), new Category("b", List.of("1", "x", "y")));
        assertThat(encoding.columnNames()).containsExactly("a", "b=1", "b=x", "b=y");
    }

    @Test
    void encodesAValueAsOneColumnOfSeveral() {
        Table table = table("a,b\n7,x\n8,y\n");
        assertThat(TableEncoding.of(table, List.of()).encode(table).rows().toArray())
                .containsExactly(7, 1, 0, 8, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "na", "NaN", "null", "?", " NA ", "#N/A", "<NA>", "None", "n.a.", "-1.#IND"})
    void takesForMissingWhatSaysNothing(String cell) {
        Table table = table("a,b\n1,x\n2,y\n%s,%s\n".formatted(cell, cell));
        assertThat(TableEncoding.of(table, List.of()).encode(table).rows().toArray())
                .containsExactly(1, 1, 0, 2, 0, 1, Float.NaN, Float.NaN, Float.NaN);
    }

    @Test
    void encodesAnUnknownValueAsNoneOfTheKnown() {
        TableEncoding encoding = TableEncoding.of(table("a,b\n1,x\n2,y\n"), List.of());
        assertThat(encoding.encode(table("a,b\n3,z\n")).rows().toArray()).containsExactly(3, 0, 0);
    }

    @Test
    void notesWhichCategoryHasUnknownValues() {
        TableEncoding encoding = TableEncoding.of(table("a,b\n1,x\n2,y\n"), List.of());
        assertThat(encoding.encode(table("a,b\n3,z\n4,x\n5,\n")).notes())
                .containsExactly(
                        "b has values that are not known, such as 'z', in 1 of 3 rows; they count as none of the known ones");
    }

    @Test
    void findsColumnsByNameWhateverTheirOrder() {
        TableEncoding encoding = TableEncoding.of(table("a,b\n1,x\n"), List.of());
        assertThat(encoding.encode(table("c,b,a\nq,x,5\n")).rows().toArray()).containsExactly(5, 1);
    }

    @Test
    void standardizesNumbersOverTheCellsThatAreThere() {
        Table table = table("a\n1\nNA\n5\n");
        TableEncoding encoding = TableEncoding.of(table, List.of());
        Standardization standardization =
                encoding.standardization(encoding.encode(table).rows());
        assertThat(standardization.mean()).containsExactly(3);
        assertThat(standardization.deviation()).containsExactly(2);
    }

    @Test
    void scalesTheColumnsOfACategoryToVarianceOneTogether() {
        Table table = table("b\nx\nx\nx\ny\n");
        TableEncoding encoding = TableEncoding.of(table, List.of());
        Standardization standardization =
                encoding.standardization(encoding.encode(table).rows());
        float variance = 2 * 0.75f * 0.25f;
        assertThat(standardization.mean()).containsExactly(0, 0);
        assertThat(standardization.deviation()).containsOnly((float) Math.sqrt(variance));
    }

    @Test
    void writesCellsThatStayByteForByte() throws IOException {
        String text = "a;\"b c\"\n 1.50 ;\"say \"\"x\"\"\"\n+2;?\n";
        Path out = folder.resolve("out.csv");
        table(text).write(out, (row, column) -> null);
        assertThat(out).hasContent(text);
    }

    @Test
    void quotesWhatIsFilledIfItMust() {
        Path out = folder.resolve("out.csv");
        table("a,b\n1,\n").write(out, (row, column) -> column == 1 ? "x,y" : null);
        assertThat(out).hasContent("a,b\n1,\"x,y\"\n");
    }

    @Test
    void writesAsManyDecimalsAsTheColumnHas() {
        Table table = table("a,b\n1,0.25\n3,7.5\n");
        TableEncoding encoding = TableEncoding.of(table, List.of());
        assertThat(encoding.text(table, 0, new float[] {2.6f}, 0, table.decimals(0)))
                .isEqualTo("3");
        assertThat(encoding.text(table, 1, new float[] {2.675f}, 0, table.decimals(1)))
                .isEqualTo("2.68");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "."})
    void takesAHyphenForMissingOnlyAmongNumbers(String mark) {
        Table table = table("a,b\n1,x\n2,x\n%s,%s\n".formatted(mark, mark));
        assertThat(TableEncoding.of(table, List.of()).encode(table).rows().toArray())
                .containsExactly(1, 0, 1, 2, 0, 1, Float.NaN, 1, 0);
    }

    @Test
    void takesAGivenMarkForMissing() {
        Table table = table("a,b\n-999,x\n2,x\n", DEFAULT.withCsv(CsvOptions.DEFAULT.withMissing(List.of("-999"))));
        assertThat(TableEncoding.of(table, List.of()).encode(table).rows().toArray())
                .containsExactly(Float.NaN, 1, 2, 1);
    }

    @Test
    void saysWhatKeepsAColumnFromBeingNumbers() {
        assertThat(reading("a,b\n1,x\nlost,y\n3,x\n4,x\nlost,x\n").notes())
                .containsExactly("a is a category, since 2 of its cells are not numbers: 'lost' (2);"
                        + " if a word marks a missing cell, name it by --missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "45,36 | 7,5     | 45.36   | 7.5 | decimal commas",
                "1.234,5 | 7,25  | 1234.5  | 7.25 | decimal commas, thousands marked by '.'",
                "1,234.5 | 12    | 1234.5  | 12  | thousands marked by ','",
                "12.5% | 7%      | 12.5    | 7   | %",
                "$1,200.50 | $3  | 1200.5  | 3   | thousands marked by ',', $",
                "3,5 € | 4 €     | 3.5     | 4   | decimal commas, €",
                "1 234,5 | 1     | 1234.5  | 1   | decimal commas, thousands marked by ' '"
            })
    void readsNumbersAsAColumnWritesThem(String first, String second, float one, float other, String format) {
        Table table = table("a;b\n%s;x\n%s;x\n".formatted(first, second));
        TableEncoding encoding = TableEncoding.of(table, List.of("b"));
        assertThat(encoding.encode(table).rows().toArray()).containsExactly(one, other);
        assertThat(TableReading.of(table, encoding).columns().get(0).format()).isEqualTo(format);
    }

    @Test
    void takesTheDecimalMarkInDoubtFromTheOtherColumns() {
        Table table = table("a;b\n1.234;0,5\n2.345;0,25\n");
        assertThat(TableEncoding.of(table, List.of()).encode(table).rows().toArray())
                .containsExactly(1234, 0.5f, 2345, 0.25f);
    }

    @Test
    void heedsTheGivenDecimalMark() {
        String text = "a\tb\n1,234\t1\n2,345\t2\n";
        assertThat(cells(table(text, DEFAULT))).containsExactly(1234, 1, 2345, 2);
        assertThat(cells(table(text, DEFAULT.withCsv(CsvOptions.DEFAULT.withDecimal(',')))))
                .containsExactly(1.234f, 1, 2.345f, 2);
    }

    @Test
    void writesWhatIsFilledAsTheColumnWritesNumbers() {
        Table table = table("a;b\n45,36;$7\n7,5;$8.50\n");
        TableEncoding encoding = TableEncoding.of(table, List.of());
        assertThat(encoding.text(table, 0, new float[] {2.675f}, 0, table.decimals(0)))
                .isEqualTo("2,68");
        assertThat(encoding.text(table, 1, new float[] {-2.6f}, 0, table.decimals(1)))
                .isEqualTo("-$2.60");
    }

    @Test
    void readsDatesAsDays() {
        Table table = table("day,b\n2024-02-28,x\n,x\n2024-03-01,x\n");
        TableEncoding encoding = TableEncoding.of(table, List.of("b"));
        float[] days = encoding.encode(table).rows().toArray();
        assertThat(days[2] - days[0]).isEqualTo(2);
        assertThat(encoding.text(table, 0, new float[] {days[0] + 1.1f}, 0, -1)).isEqualTo("2024-02-29");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "28.02.2024       | 01.03.2024       | 29.02.2024",
                "28.2.2024        | 1.3.2024         | 29.2.2024",
                "28/02/2024       | 01/03/2024       | 29/02/2024",
                "2/28/2024        | 3/1/2024         | 2/29/2024",
                "2024/02/28       | 2024/03/01       | 2024/02/29",
                "2024-02-28T08:00:00+01:00 | 2024-03-01T08:00:00+01:00 | 2024-02-29T08:00:00+01:00",
                "2024-02-28T08:00:00Z | 2024-03-01T08:00:00Z | 2024-02-29T08:00:00Z",
                "28.02.2024 08:00 | 01.03.2024 08:00 | 29.02.2024 08:00:00"
            })
    void readsAndWritesDatesInTheOrderOfTheColumn(String first, String last, String between) {
        Table table = table("day,b\n%s,x\n,x\n%s,x\n".formatted(first, last));
        TableEncoding encoding = TableEncoding.of(table, List.of("b"));
        float[] days = encoding.encode(table).rows().toArray();
        assertThat(days[2] - days[0]).isEqualTo(2);
        assertThat(encoding.text(table, 0, new float[] {days[0] + 1}, 0, -1)).isEqualTo(between);
    }

    @Test
    void saysThatTheOrderOfDayAndMonthIsOpen() {
        Table table = table("day,b\n01/02/2024,1\n03/04/2024,2\n");
        assertThat(table.notes()).hasSize(1).first().asString().contains("may have the day or the month first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%dkg", "%d m\u00B2", "(%d)", "0x%d", "'%d'", "12:%d", "1,%d.3,4"})
    void saysThatWordsResembleNumbers(String cell) {
        StringBuilder text = new StringBuilder("a;b\n");
        IntStream.range(10, 40).forEach(i -> text.append(cell.formatted(i)).append(";1\n"));
        assertThat(reading(text.toString()).notes()).anyMatch(note -> note.startsWith("a holds words for this reader"));
    }

    @Test
    void marksThousandsInWhatIsFilled() {
        Table table = table("a;b\n1.234,5;x\n1.000.000,25;y\n");
        assertThat(table.written(0, "-1234567.5", 1)).isEqualTo("-1.234.567,5");
    }

    @Test
    void takesUsualMarksForWordsIfTheyAreNoMarks() throws IOException {
        Table table = Table.read(
                Files.writeString(folder.resolve("countries.csv"), "country,b\nNA,1\nDE,2\n"),
                DEFAULT.withCsv(CsvOptions.DEFAULT.withUsualMissing(false)));
        assertThat(table.missing()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-32LE", "UTF-32BE", "UTF-16LE", "UTF-16BE"})
    void readsUnicodeWithoutAMark(String charset) throws IOException {
        Path path = Files.write(folder.resolve("wide.csv"), "place,size\nŁódź,1\nKöln,2\n".getBytes(charset));
        assertThat(Table.read(path, DEFAULT).value(0, 0)).isEqualTo("Łódź");
    }

    @Test
    void tellsLargeNumbersApart() {
        StringBuilder text = new StringBuilder("seconds\n");
        IntStream.range(0, 120)
                .forEach(i -> text.append(1_700_000_000L + 10L * i).append('\n'));
        Table table = table(text.toString());
        TableEncoding encoding = TableEncoding.of(table, List.of());
        float[] cells = encoding.encode(table).rows().toArray();
        assertThat(IntStream.range(0, 120).mapToObj(i -> encoding.text(table, 0, cells, i, 0)))
                .containsExactlyElementsOf(
                        IntStream.range(0, 120).mapToObj(i -> table.value(i, 0)).toList());
    }

    @Test
    void givesEachColumnAName() {
        Table table = table(",a,a,a.1,\n1,2,3,4,5\n");
        assertThat(table.columns()).containsExactly("column1", "a", "a.2", "a.1", "column5");
    }

    @Test
    void leavesOutColumnsThatSayNothing() {
        StringBuilder text = new StringBuilder("name,a,none\n");
        IntStream.range(0, 30).forEach(i -> text.append("n%d,%d,\n".formatted(i, i % 3)));
        assertThat(reading(text.toString()).columns())
                .extracting(ColumnReading::kind)
                .containsExactly(Kind.IDENTIFIER, Kind.NUMBER, Kind.EMPTY);
    }

    @Test
    void takesAFirstLineThatOthersRepeatForARow() {
        Table table = table("20,steel\n21,carbon\n22,steel\n");
        assertThat(table.columns()).containsExactly("column1", "column2");
        assertThat(table.rows()).isEqualTo(3);
        assertThat(table.notes()).hasSize(1).first().asString().contains("--header yes");
    }

    @Test
    void saysThatAFirstLineInDoubtIsTakenForNames() {
        Table table = table("country,2020\nA,1\nB,2\n");
        assertThat(table.columns()).containsExactly("country", "2020");
        assertThat(table.notes()).hasSize(1).first().asString().contains("--header no");
    }

    @Test
    void namesATitleAboveTheTable() {
        refuses("a title\na,b\n1,2\n3,4\n", "line 1: has 1 field, but line 2 and those after it have 2; remove it");
    }

    @Test
    void refusesASlipAmongTooManyNumbers() {
        StringBuilder text = new StringBuilder("a\n");
        for (int i = 0; i < 2000; i++) {
            text.append(i == 1500 ? "1o" : String.valueOf(i)).append('\n');
        }
        refuses(text.toString(), "line 1502, column 1 (a): '1o' is no number, and as a category");
    }

    @Test
    void refusesTextWhereNumbersWereFittedTo() {
        TableEncoding encoding = TableEncoding.of(table("a\n1\n"), List.of());
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> encoding.encode(table("a\nx\n")))
                .withMessageContaining("line 2, column 1 (a): 'x' is no finite number");
    }

    private void refuses(String text, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> TableEncoding.of(table(text), List.of()))
                .withMessageContaining(message);
    }

    private TableReading reading(String text) {
        Table table = table(text);
        return TableReading.of(table, TableEncoding.of(table, List.of()));
    }

    private static float[] cells(Table table) {
        return TableEncoding.of(table, List.of()).encode(table).rows().toArray();
    }

    private Table table(String text) {
        return table(text, DEFAULT);
    }

    private Table table(String text, ReadOptions options) {
        try {
            return Table.read(Files.writeString(folder.resolve("table.csv"), text), options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
