package hourglass.cli.output;

import hourglass.cli.terminal.Listing;
import hourglass.data.table.TableReading;
import hourglass.data.table.TableReading.ColumnReading;
import hourglass.data.table.TableReading.Kind;
import java.util.List;
import java.util.stream.Collectors;

/** How a table was read, in words. */
public final class TableReadingText {
    private static final int MOST = 20;

    private TableReadingText() {}

    /** A line for each kind of columns that there is, and for all that is not as usual. */
    public static Listing of(TableReading reading) {
        Listing text = new Listing().add("read", "%s, %,d rows".formatted(reading.data(), reading.rows()));
        add(text, "numbers", Kind.NUMBER, reading);
        add(text, "dates", Kind.DATE, reading);
        add(text, "categories", Kind.CATEGORY, reading);
        add(text, "identifiers", Kind.IDENTIFIER, reading);
        add(text, "empty", Kind.EMPTY, reading);
        add(text, "classes", Kind.CLASSES, reading);
        add(text, "ignored", Kind.IGNORED, reading);
        if (!reading.missing().isEmpty()) {
            text.add("missing", missing(reading));
        }
        if (!reading.encoding().equals("UTF-8")) {
            text.add("encoding", reading.encoding());
        }
        if (!reading.separator().equals("commas")) {
            text.add("separator", reading.separator());
        }
        int number = 0;
        for (String note : reading.notes()) {
            text.add("note" + (number++ == 0 ? "" : " " + number), note);
        }
        return text;
    }

    private static void add(Listing text, String name, Kind kind, TableReading reading) {
        List<ColumnReading> columns = reading.columns().stream()
                .filter(column -> column.kind() == kind)
                .toList();
        if (!columns.isEmpty()) {
            String leftOut = kind == Kind.IDENTIFIER || kind == Kind.EMPTY ? ", left out" : "";
            text.add(
                    name,
                    columns.stream().limit(MOST).map(TableReadingText::column).collect(Collectors.joining(", "))
                            + (columns.size() > MOST ? " and %,d more".formatted(columns.size() - MOST) : "")
                            + leftOut);
        }
    }

    private static String column(ColumnReading column) {
        String more = column.levels() > 0 ? "%,d".formatted(column.levels()) : column.format();
        return more.isEmpty() ? column.name() : "%s (%s)".formatted(column.name(), more);
    }

    private static String missing(TableReading reading) {
        int all = reading.missingCells();
        String marks = reading.missing().entrySet().stream()
                .map(mark -> mark.getKey().isEmpty()
                        ? "%,d empty".formatted(mark.getValue())
                        : "%,d '%s'".formatted(mark.getValue(), mark.getKey()))
                .collect(Collectors.joining(", "));
        return "%,d %s: %s".formatted(all, all == 1 ? "cell" : "cells", marks);
    }
}
