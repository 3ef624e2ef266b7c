package hourglass.picture;

import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;

/**
 * A table with a heading above each column. Numbers stand right, and the best of a column is highlighted on request.
 *
 * @param caption what the table shows
 * @param columns at least 1
 * @param rows one cell a column; the first cell of a row names the row
 */
public record ReportTable(String caption, List<Column> columns, List<List<Cell>> rows) implements ReportBlock {

    /** Which number of a column is the best one. */
    public enum Best {
        NONE,
        LOWEST,
        HIGHEST
    }

    /** A column's heading, and which of its numbers to set off. */
    public record Column(String heading, Best best) {
        public static Column of(String heading) {
            return new Column(heading, Best.NONE);
        }
    }

    /**
     * What stands in a cell.
     *
     * @param text as shown
     * @param value the number in the cell, or NaN if it holds none
     */
    public record Cell(String text, double value) {
        public static Cell of(String text) {
            return new Cell(text, Double.NaN);
        }

        /** A number with that many decimals, and commas between thousands. */
        public static Cell of(double value, int decimals) {
            return new Cell(String.format(Locale.ROOT, "%,." + decimals + "f", value), value);
        }

        /** A number that is not known. */
        public static Cell unknown() {
            return of("–");
        }
    }

    public ReportTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<Cell> row : rows) {
            if (row.size() != columns.size()) {
                throw new IllegalArgumentException(
                        "a row of %d cells in a table of %d columns: %s".formatted(row.size(), columns.size(), row));
            }
        }
    }

    @Override
    public String html() {
        Markup out = new Markup().open("div", "class", "table").open("table").element("caption", caption);
        out.open("thead").open("tr");
        for (int column = 0; column < columns.size(); column++) {
            String alignment = isNumeric(column) ? "number" : "text";
            out.element("th", columns.get(column).heading(), "scope", "col", "class", alignment);
        }
        out.close().close().open("tbody");
        for (List<Cell> row : rows) {
            out.newLine().open("tr").element("th", row.get(0).text(), "scope", "row");
            for (int column = 1; column < columns.size(); column++) {
                write(out, row.get(column), column);
            }
            out.close();
        }
        return out.close().close().close().toString();
    }

    private void write(Markup out, Cell cell, int column) {
        out.open("td", "class", isNumeric(column) ? "number" : "text");
        if (isBest(cell, column)) {
            out.element("strong", cell.text());
        } else {
            out.text(cell.text());
        }
        out.close();
    }

    private boolean isNumeric(int column) {
        return numbers(column).getCount() > 0;
    }

    /** The best of one is no distinction. */
    private boolean isBest(Cell cell, int column) {
        DoubleSummaryStatistics numbers = numbers(column);
        return numbers.getCount() > 1
                && switch (columns.get(column).best()) {
                    case NONE -> false;
                    case LOWEST -> cell.value() == numbers.getMin();
                    case HIGHEST -> cell.value() == numbers.getMax();
                };
    }

    private DoubleSummaryStatistics numbers(int column) {
        return rows.stream()
                .mapToDouble(row -> row.get(column).value())
                .filter(value -> !Double.isNaN(value))
                .summaryStatistics();
    }
}
