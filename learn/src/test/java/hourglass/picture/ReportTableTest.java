package hourglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import hourglass.picture.ReportTable.Best;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTableTest {
    private static String html(Best best, Cell... cells) {
        List<List<Cell>> rows =
                Arrays.stream(cells).map(cell -> List.of(Cell.of("row"), cell)).toList();
        return new ReportTable("Errors", List.of(Column.of("Model"), new Column("Error", best)), rows).html();
    }

    @Test
    void setsTheLowestNumberOff() throws Exception {
        assertThat(Xml.texts(html(Best.LOWEST, Cell.of(3, 1), Cell.of(2.25, 1), Cell.unknown()), "strong"))
                .containsExactly("2.3");
    }

    @Test
    void setsTheHighestNumberOff() throws Exception {
        assertThat(Xml.texts(html(Best.HIGHEST, Cell.of(3, 1), Cell.of(2.25, 1)), "strong"))
                .containsExactly("3.0");
    }

    @Test
    void setsAllOfTheBestOffWhereTheyAreEqual() throws Exception {
        assertThat(Xml.texts(html(Best.LOWEST, Cell.of(2, 0), Cell.of(2, 0), Cell.of(3, 0)), "strong"))
                .containsExactly("2", "2");
    }

    @Test
    void setsNothingOffUnasked() throws Exception {
        assertThat(Xml.texts(html(Best.NONE, Cell.of(3, 1), Cell.of(2, 1)), "strong"))
                .isEmpty();
    }

    @Test
    void doesNotCallASingleNumberTheBest() throws Exception {
        assertThat(Xml.texts(html(Best.LOWEST, Cell.of(3, 1), Cell.unknown()), "strong"))
                .isEmpty();
    }

    @Test
    void neverCallsNotANumberTheBest() throws Exception {
        assertThat(Xml.texts(html(Best.LOWEST, Cell.of(Double.NaN, 1), Cell.of(2, 1), Cell.of(3, 1)), "strong"))
                .containsExactly("2.0");
    }

    @Test
    void alignsAColumnOfNumbersToTheRightWithItsHeading() throws Exception {
        String html = html(Best.NONE, Cell.of(3, 1), Cell.unknown());

        assertThat(Xml.attributes(html, "td", "class")).containsExactly("number", "number");
        assertThat(Xml.attributes(html, "th", "class")).contains("number");
    }

    @Test
    void alignsAColumnOfTextToTheLeft() throws Exception {
        assertThat(Xml.attributes(html(Best.NONE, Cell.of("yes")), "td", "class"))
                .containsExactly("text");
    }

    @Test
    void namesRowsAndColumnsByTheirHeadings() throws Exception {
        assertThat(Xml.attributes(html(Best.NONE, Cell.of("yes")), "th", "scope"))
                .containsExactly("col", "col", "row");
    }

    @Test
    void separatesThousands() {
        assertThat(Cell.of(60000.5, 1).text()).isEqualTo("60,000.5");
    }

    @Test
    void refusesARowThatDoesNotFitTheColumns() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new ReportTable("", List.of(Column.of("a")), List.of(List.of(Cell.of("x"), Cell.of("y")))))
                .withMessageContaining("a row of 2 cells in a table of 1 columns");
    }
}
