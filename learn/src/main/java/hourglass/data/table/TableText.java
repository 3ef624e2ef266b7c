package hourglass.data.table;

import hourglass.data.csv.Dialect;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/**
 * A table as it is written.
 *
 * @param header the first line's fields, or none
 * @param rows the fields of the others
 * @param lineNumbers where header and rows begin, from 1
 */
record TableText(Dialect dialect, LineEnds ends, String[] header, String[][] rows, long[] lineNumbers) {
    private static final char MARK = '\uFEFF';

    /** The line in which a row begins. */
    long line(int row) {
        return lineNumbers[row + (header.length > 0 ? 1 : 0)];
    }

    /** The text of a cell, without quotes and surrounding blanks. */
    String value(int row, int column) {
        return value(rows[row][column], dialect.quotes());
    }

    static String value(String written, boolean quotes) {
        String plain = written.strip();
        boolean quoted = quotes && plain.length() > 1 && plain.charAt(0) == '"';
        return quoted
                ? plain.substring(1, plain.length() - 1).replace("\"\"", "\"").strip()
                : plain;
    }

    /** Writes everything as it was, but for what is filled. */
    void write(Writer out, Table.Filling filling) throws IOException {
        if (dialect.encoding().mark() > 0) {
            out.append(MARK);
        }
        long line = 1;
        if (!dialect.separatorLine().isEmpty()) {
            out.append(dialect.separatorLine()).append(ends.after(line++));
        }
        if (header.length > 0) {
            line = writeLine(out, header, line, lineNumbers[0], -1, null);
        }
        for (int row = 0; row < rows.length; row++) {
            line = writeLine(out, rows[row], line, line(row), row, filling);
        }
        while (line <= ends.count() && ends.count() < Long.MAX_VALUE) {
            out.append(ends.after(line++));
        }
    }

    /** Writes a line and the empty ones before it, and returns the number of the next. */
    private long writeLine(Writer out, String[] fields, long from, long at, int row, Table.@Nullable Filling filling)
            throws IOException {
        long line = from;
        while (line < at) {
            out.append(ends.after(line++));
        }
        for (int column = 0; column < fields.length; column++) {
            String filled = filling == null ? null : filling.text(row, column);
            out.append(filled == null ? fields[column] : written(filled));
            if (column < fields.length - 1) {
                out.append(dialect.separator());
            }
            line += lineEnds(fields[column]);
        }
        out.append(ends.after(line));
        return line + 1;
    }

    private static int lineEnds(String field) {
        int count = 0;
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            boolean split = c == '\r' && i + 1 < field.length() && field.charAt(i + 1) == '\n';
            count += c == '\n' || (c == '\r' && !split) ? 1 : 0;
        }
        return count;
    }

    private String written(String text) {
        boolean plain = !dialect.quotes()
                || text.chars().noneMatch(c -> c == dialect.separator() || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
