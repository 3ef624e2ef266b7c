package hourglass.data.csv;

import java.util.regex.Pattern;

/** Numbers as text, parsed without making a string of them: most have few digits. */
public final class Decimal {
    /** Up to so many digits a whole number is exact in a {@code double}, and so are the powers of ten. */
    private static final int EXACT_DIGITS = 15;

    private static final double[] POWERS = {
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
    };

    private static final Pattern WORDS = Pattern.compile("(?i)[+-]?(nan|inf|infinity)|\\s*");

    /** What typesetters write for a hyphen as the sign of a number. */
    private static final char MINUS = '\u2212';

    private Decimal() {}

    /** The number, infinite if too large, or NaN if the text is not a decimal number. */
    public static double parse(String text) {
        String plain = text.strip();
        return parse(plain.toCharArray(), 0, plain.length());
    }

    /** Whether a text is meant as a number, be it finite or not. */
    public static boolean looksLike(String text) {
        return !Double.isNaN(parse(text)) || WORDS.matcher(text).matches();
    }

    /** Whether a text is a number with a zero before its first digits, such as a postal code. */
    public static boolean beginsWithZero(char[] text, int offset, int length) {
        return length > 1 && text[offset] == '0' && text[offset + 1] >= '0' && text[offset + 1] <= '9';
    }

    /** The number, infinite if too large, or NaN if the text is not a decimal number. Blanks around it don't matter. */
    public static double parse(char[] text, int offset, int length) {
        int start = offset;
        int end = offset + length;
        while (start < end && text[start] <= ' ') {
            start++;
        }
        while (start < end && text[end - 1] <= ' ') {
            end--;
        }
        int i = start < end && (text[start] == '-' || text[start] == '+' || text[start] == MINUS) ? start + 1 : start;
        if (end - i > EXACT_DIGITS + 1) {
            return parseAny(text, start, end);
        }
        long digits = 0;
        int count = 0;
        int point = end;
        for (int at = i; at < end; at++) {
            char c = text[at];
            if (c >= '0' && c <= '9') {
                digits = 10 * digits + c - '0';
                count++;
            } else if (c == '.' && point == end) {
                point = at;
            } else {
                return parseAny(text, start, end);
            }
        }
        if (count == 0 || count > EXACT_DIGITS) {
            return parseAny(text, start, end);
        }
        double value = digits / POWERS[point == end ? 0 : end - 1 - point];
        return text[start] == '-' || text[start] == MINUS ? -value : value;
    }

    /** As Java reads it, except that Java also reads hexadecimal numbers, type suffixes and words. */
    private static double parseAny(char[] text, int start, int end) {
        boolean typeset = start < end && text[start] == MINUS;
        if (!isDecimal(text, typeset ? start + 1 : start, end)) {
            return Double.NaN;
        }
        String plain = new String(text, start, end - start);
        try {
            return Double.parseDouble(typeset ? '-' + plain.substring(1) : plain);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static boolean isDecimal(char[] text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text[i];
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return true;
    }
}
