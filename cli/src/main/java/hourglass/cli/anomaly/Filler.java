package hourglass.cli.anomaly;

import hourglass.anomaly.Imputation;
import hourglass.data.Rows;
import hourglass.data.table.Table;
import hourglass.data.table.TableEncoding;
import hourglass.data.table.TableEncoding.Column;
import hourglass.matrix.ThreadTeam;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is to be written into the missing cells of a table. */
final class Filler {
    private static final int BLOCK = 1024;

    private final Table table;
    private final TableEncoding encoding;
    private final Rows rows;
    private final int[] places;
    private final int[] decimals;
    private final Map<Long, String> texts = new HashMap<>();

    /**
     * @param rows the table encoded
     */
    Filler(Table table, TableEncoding encoding, Rows rows) {
        this.table = table;
        this.encoding = encoding;
        this.rows = rows;
        this.places = encoding.columns().stream()
                .mapToInt(column -> table.column(column.name()))
                .toArray();
        this.decimals = Arrays.stream(places).map(table::decimals).toArray();
    }

    /** Fills the rows that have gaps, and returns how many rounds it took at most. */
    int fill(Imputation imputation, ThreadTeam team) {
        int[] gaps = IntStream.range(0, rows.count()).filter(this::hasGap).toArray();
        int rounds = 0;
        for (int from = 0; from < gaps.length; from += BLOCK) {
            int[] block = Arrays.copyOfRange(gaps, from, Math.min(gaps.length, from + BLOCK));
            float[] items = rows.select(block).toArray();
            Imputation.Filled filled = imputation.fill(items, team);
            rounds = Math.max(rounds, filled.rounds());
            for (int i = 0; i < block.length; i++) {
                take(block[i], items, filled.values(), i * rows.columns());
            }
        }
        return rounds;
    }

    private boolean hasGap(int row) {
        float[] values = new float[rows.columns()];
        rows.read(row, values, 0);
        for (float value : values) {
            if (Float.isNaN(value)) {
                return true;
            }
        }
        return false;
    }

    private void take(int row, float[] items, float[] filled, int from) {
        List<Column> columns = encoding.columns();
        int at = from;
        for (int column = 0; column < columns.size(); column++) {
            if (Float.isNaN(items[at])) {
                texts.put(key(row, places[column]), encoding.text(table, column, filled, at, decimals[column]));
            }
            at += columns.get(column).width();
        }
    }

    private static long key(int row, int column) {
        return ((long) row << 32) | column;
    }

    /** The text for a cell, or null if it is to stay. */
    @Nullable
    String text(int row, int column) {
        return texts.get(key(row, column));
    }

    /** How many cells it fills. */
    int filled() {
        return texts.size();
    }
}
