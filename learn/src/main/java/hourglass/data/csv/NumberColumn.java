package hourglass.data.csv;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * What in a column of numbers its reader may not mean: codes whose zeros are lost, ids and times, marks for missing cells, and
 * numbers that a {@code float} cannot distinguish.
 */
public final class NumberColumn {
    /** Fewer rows show nothing. */
    private static final int LEAST_ROWS = 20;
    /** Numbers that span fewer steps of a float lose what is between them. */
    private static final int LEAST_STEPS = 1000;

    private long count;
    private double previous = Double.NEGATIVE_INFINITY;
    private boolean increasing = true;
    private boolean whole = true;
    private boolean rounded;
    private boolean dates = true;
    private String zeros = "";
    private final Extreme low = new Extreme();
    private final Extreme high = new Extreme();

    /** The outermost number of one side, how often it occurs, and the one next to it. */
    private static final class Extreme {
        private double outer = Double.NaN;
        private double inner = Double.NaN;
        private long times;

        private void begin(double value) {
            inner = outer;
            outer = value;
            times = 1;
        }

        /** Whether it looks like a mark for a missing cell: nines alone, far from all other numbers. */
        private boolean isMark(double innerRange) {
            String digits = plain(Math.abs(outer));
            return times > 1 && digits.matches("9{2,}") && Math.abs(outer - inner) > innerRange;
        }
    }

    /** Adds the number of the next row. */
    public void add(double value, char[] text, int offset, int length) {
        count++;
        if (increasing) {
            increasing = value > previous;
            previous = value;
        }
        if (whole) {
            whole = value == Math.rint(value);
        }
        if (!rounded) {
            rounded = (float) value != value;
        }
        if (dates) {
            dates = isDate(value);
        }
        if (text[offset] == '0' && zeros.isEmpty() && Decimal.beginsWithZero(text, offset, length)) {
            zeros = new String(text, offset, length);
        }
        // Nearly all lie between the two outermost on either side.
        if (!(value > low.inner && value < high.inner)) {
            addOutermost(value);
        }
    }

    /** Whether a number is a date without marks, such as 20240131. */
    private static boolean isDate(double value) {
        int number = (int) value;
        int month = number / 100 % 100;
        int day = number % 100;
        return number == value
                && number > 19_000_000
                && number < 21_010_000
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= 31;
    }

    private void addOutermost(double value) {
        if (value == low.outer) {
            low.times++;
        } else if (!(value > low.outer)) {
            low.begin(value);
        } else if (!(value >= low.inner)) {
            low.inner = value;
        }
        if (value == high.outer) {
            high.times++;
        } else if (!(value < high.outer)) {
            high.begin(value);
        } else if (!(value <= high.inner)) {
            high.inner = value;
        }
    }

    /** What to know of the column, each in a sentence. */
    public List<String> notes(String name) {
        List<String> notes = new ArrayList<>();
        if (!zeros.isEmpty()) {
            notes.add(
                    "%s holds numbers that begin with zeros, such as %s, which count as %s; leave the column out if they are codes"
                            .formatted(name, zeros, plain(Decimal.parse(zeros))));
        }
        if (dates && count > 0) {
            notes.add(
                    "%s holds dates as numbers, such as %s, of which one day to the next is 1, or 70 at the end of a month; write 2024-01-31"
                            .formatted(name, plain(low.outer)));
        } else if (whole && increasing && count >= LEAST_ROWS) {
            notes.add("%s increases from row to row, as ids and times do; leave the column out if it says nothing more"
                    .formatted(name));
        }
        if (low.isMark(high.outer - low.inner)) {
            notes.add(mark(name, low, low.inner, high.outer));
        }
        if (high.isMark(high.inner - low.outer)) {
            notes.add(mark(name, high, low.outer, high.inner));
        }
        return notes;
    }

    /** The same, and whether numbers are lost where they are kept as floats. */
    public List<String> notesAsFloats(String name) {
        List<String> notes = notes(name);
        float step = Math.ulp((float) Math.max(Math.abs(low.outer), Math.abs(high.outer)));
        double range = high.outer - low.outer;
        if (rounded && range > 0 && range < LEAST_STEPS * (double) step) {
            notes.add(
                    "%s spans %s to %s, of which 32-bit numbers keep steps of %s; subtract %s from all of them, or leave the column out"
                            .formatted(name, plain(low.outer), plain(high.outer), plain(step), plain(low.outer)));
        }
        return notes;
    }

    private static String mark(String name, Extreme mark, double lowest, double highest) {
        return "%s holds %s in %,d rows, far from its other numbers, %s to %s; if it marks a missing cell, name it by --missing=%s"
                .formatted(name, plain(mark.outer), mark.times, plain(lowest), plain(highest), plain(mark.outer));
    }

    private static String plain(double value) {
        return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
