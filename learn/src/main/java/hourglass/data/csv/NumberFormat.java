package hourglass.data.csv;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of a column are written.
 *
 * @param decimal the mark between whole and fraction, a point or a comma
 * @param grouping the mark between thousands, or 0 for none
 * @param before a currency sign that precedes each number, or empty
 * @param after a currency or percent sign that follows each number, or empty
 */
public record NumberFormat(char decimal, char grouping, String before, String after) {
    private static final char NONE = 0;

    /** Digits with a decimal point. */
    public static final NumberFormat PLAIN = new NumberFormat('.', NONE, "", "");

    private static final Pattern SIGNED = Pattern.compile(
            "([-+\\u2212]?)(\\p{Sc}|[A-Z]{3}(?= ))?\\s*([-+\\u2212]?)([0-9.,](?:[0-9.,'\\u2019 \\u00A0\\u202F]*[0-9.,])?(?:[eE][-+]?[0-9]+)?)\\s*(\\p{Sc}|[%\\u2030]|(?<= )[A-Z]{3})?");

    private static final List<NumberFormat> MARKS = Arrays.stream(new String[] {
                ".", ",", ".,", ",.", ".'", ",'", ".\u2019", ",\u2019", ". ", ", ", ".\u00A0", ",\u00A0", ".\u202F",
                ",\u202F"
            })
            .map(marks -> new NumberFormat(marks.charAt(0), marks.length() > 1 ? marks.charAt(1) : NONE, "", ""))
            .toList();

    /** Formats that all texts so far agree with. */
    public static final class Candidates {
        private List<NumberFormat> left = MARKS;
        private @Nullable String before;
        private String after = "";
        private boolean marked;

        /** Adds a text; returns false if no format is left. */
        public boolean add(String text) {
            Matcher parts = SIGNED.matcher(text);
            if (left.isEmpty() || !parts.matches() || !sameSigns(sign(parts.group(2)), sign(parts.group(5)))) {
                left = List.of();
                return false;
            }
            String core = parts.group(4);
            if (!isWhole(core)) {
                marked |= core.chars()
                        .anyMatch(c -> (c < '0' || c > '9') && c != 'e' && c != 'E' && c != '-' && c != '+');
                List<NumberFormat> fitting = new ArrayList<>(left.size());
                for (NumberFormat format : left) {
                    if (format.fits(core)) {
                        fitting.add(format);
                    }
                }
                left = fitting;
            }
            return !left.isEmpty();
        }

        private boolean sameSigns(String first, String last) {
            if (before == null) {
                before = first;
                after = last;
            }
            return first.equals(before) && last.equals(after);
        }

        private static String sign(@Nullable String sign) {
            return sign == null ? "" : sign;
        }

        /** Whether all numbers can only be read with this decimal mark. */
        public boolean onlyBy(char decimal) {
            return marked && !left.isEmpty() && left.stream().allMatch(format -> format.decimal == decimal);
        }

        /** Whether decimal points alone fit. */
        public boolean fitsPlain() {
            return left.contains(PLAIN);
        }

        /** Whether the decimal mark is in doubt. */
        public boolean isAmbiguous() {
            return marked && left.stream().map(NumberFormat::decimal).distinct().count() > 1;
        }

        /** The format, by preference with this decimal mark, or null if none is left. */
        public @Nullable NumberFormat format(char decimal) {
            NumberFormat best = null;
            for (NumberFormat format : left) {
                if (best == null || (best.decimal != decimal && format.decimal == decimal)) {
                    best = format;
                }
            }
            if (best == null || before == null) {
                return null;
            }
            NumberFormat format = marked
                    ? new NumberFormat(best.decimal, best.grouping, before, after)
                    : new NumberFormat('.', NONE, before, after);
            return format.equals(PLAIN) ? PLAIN : format;
        }
    }

    private static boolean isWhole(String core) {
        for (int i = 0; i < core.length(); i++) {
            if (core.charAt(i) < '0' || core.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** Digits with the marks where they belong: groups of three before the decimal mark. */
    private boolean fits(String core) {
        int end = core.length();
        int exponent = Math.max(core.indexOf('e'), core.indexOf('E'));
        int numberEnd = exponent < 0 ? end : exponent;
        int point = core.indexOf(decimal);
        int wholeEnd = point < 0 || point > numberEnd ? numberEnd : point;
        for (int i = wholeEnd + 1; i < numberEnd; i++) {
            if (!isDigit(core.charAt(i))) {
                return false;
            }
        }
        int digits = 0;
        boolean grouped = false;
        for (int i = 0; i < wholeEnd; i++) {
            char c = core.charAt(i);
            if (isDigit(c)) {
                digits++;
            } else if (grouping != NONE && c == grouping && (grouped ? digits == 3 : digits > 0 && digits <= 3)) {
                grouped = true;
                digits = 0;
            } else {
                return false;
            }
        }
        boolean zeroLeads = grouped && core.charAt(0) == '0';
        return (grouped ? digits == 3 && !zeroLeads : digits > 0 || wholeEnd + 1 < numberEnd);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The number, or NaN if the text is not written so. */
    public double parse(String text) {
        if (equals(PLAIN)) {
            return Decimal.parse(text);
        }
        Matcher parts = SIGNED.matcher(text.strip());
        if (!parts.matches() || !(isWhole(parts.group(4)) || fits(parts.group(4)))) {
            return Double.NaN;
        }
        String digits = parts.group(4);
        if (grouping != NONE) {
            digits = digits.replace(String.valueOf(grouping), "");
        }
        double value = Decimal.parse(digits.replace(decimal, '.'));
        boolean negative = isMinus(parts.group(1)) != isMinus(parts.group(3));
        return negative ? -value : value;
    }

    private static boolean isMinus(String sign) {
        return sign.equals("-") || sign.equals("\u2212");
    }

    /** A number as it is written, given its digits with a point. */
    public String text(String digits) {
        String sign = digits.startsWith("-") ? "-" : "";
        String number = grouped(digits.substring(sign.length()));
        return sign + before + (before.length() == 3 ? " " : "") + number + (after.length() == 3 ? " " : "") + after;
    }

    private String grouped(String digits) {
        int point = digits.indexOf('.');
        int wholeEnd = point < 0 ? digits.length() : point;
        if (grouping == NONE || digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0) {
            return digits.replace('.', decimal);
        }
        StringBuilder text = new StringBuilder(digits.substring(0, wholeEnd));
        for (int i = wholeEnd - 3; i > 0; i -= 3) {
            text.insert(i, grouping);
        }
        return text.append(digits.substring(wholeEnd).replace('.', decimal)).toString();
    }

    /** What is special about it, in words such as "decimal commas, %"; empty for plain numbers. */
    public String description() {
        List<String> parts = new ArrayList<>();
        if (decimal == ',') {
            parts.add("decimal commas");
        }
        if (grouping != NONE) {
            parts.add("thousands marked by '%s'".formatted(grouping));
        }
        if (!before.isEmpty() || !after.isEmpty()) {
            parts.add(before + after);
        }
        return String.join(", ", parts);
    }
}
