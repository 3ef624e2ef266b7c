package hourglass.data.table;

import java.io.IOException;
import java.io.Reader;
import java.util.HashMap;
import java.util.Map;

/** How each line of a text ends, seen while it is read: mostly as the first one does. */
final class LineEnds {
    private final Map<Long, String> others = new HashMap<>();
    private String usual = "";
    private long lines;
    private boolean afterReturn;

    /** Of lines that all end alike. */
    static LineEnds of(String usual) {
        LineEnds ends = new LineEnds();
        ends.usual = usual;
        ends.lines = Long.MAX_VALUE;
        return ends;
    }

    /** What follows a line, counted from 1: nothing after the last one. */
    String after(long line) {
        return line > lines ? "" : others.getOrDefault(line, usual);
    }

    /** How many lines end, which is one less than there are unless the last one ends too. */
    long count() {
        return lines;
    }

    /** The same characters, and their line ends noted. */
    Reader watch(Reader reader) {
        return new Reader() {
            @Override
            public int read(char[] target, int offset, int length) throws IOException {
                int read = reader.read(target, offset, length);
                for (int i = offset; i < offset + read; i++) {
                    note(target[i]);
                }
                if (read < 0 && afterReturn) {
                    end("\r");
                }
                return read;
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }

    private void note(char c) {
        if (c == '\n') {
            end(afterReturn ? "\r\n" : "\n");
        } else if (afterReturn) {
            end("\r");
        }
        afterReturn = c == '\r';
    }

    private void end(String how) {
        lines++;
        afterReturn = false;
        if (lines == 1) {
            usual = how;
        } else if (!how.equals(usual)) {
            others.put(lines, how);
        }
    }
}
