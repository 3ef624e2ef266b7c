package hourglass.data.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import hourglass.data.Standardization;
import hourglass.data.file.ReadOptions;
import hourglass.data.table.TableEncoding.Category;
import hourglass.data.table.TableEncoding.Numeric;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
    @TempDir
    private Path folder;

    @Test
    void takesAColumnOfAnythingButNumbersAsACategory() {
        TableEncoding encoding = TableEncoding.of(table("a,b\n1,x\nNA,y\n2.5,1\n"), List.of());
        assertThat(encoding.columns()).containsExactly(new Numeric("a"), new Category("b", List.of("1", "x", "y")));
        assertThat(encoding.columnNames()).containsExactly("a", "b=1", "b=x", "b=y");
    }

    @Test
    void encodesAValueAsOneColumnOfSeveral() {
        Table table = table("a,b\n7,x\n8,y\n");
        assertThat(TableEncoding.of(table, List.of()).encode(table).rows().toArray())
                .containsExactly(7, 1, 0, 8, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NA", "na", "NaN", "null", "?", " NA "})
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
        assertThat(encoding.text(0, new float[] {2.6f}, 0, table.decimals(0))).isEqualTo("3");
        assertThat(encoding.text(1, new float[] {2.675f}, 0, table.decimals(1))).isEqualTo("2.68");
    }

    @Test
    void refusesAColumnThatSaysNothing() {
        refuses("a,b\n1,NA\n2,\n", "column 2 (b): all its cells are missing; leave the column out by --ignore b");
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

    private Table table(String text) {
        try {
            return Table.read(Files.writeString(folder.resolve("table.csv"), text), ReadOptions.DEFAULT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
