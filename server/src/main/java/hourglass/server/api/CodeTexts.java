package hourglass.server.api;

import hourglass.codes.BinaryCodes;
import hourglass.codes.format.ByteBits;
import hourglass.codes.format.CodeText;
import hourglass.server.http.ProblemException;

/** Binary codes of one length as text: hexadecimal or base64, with bit 0 as the highest bit of the first byte. */
record CodeTexts(int bits) {
    /** That of numpy.packbits, and of {@code hourglass convert} unless it is told otherwise. */
    static final ByteBits ORDER = ByteBits.HIGHEST_FIRST;

    String hex(long[] code) {
        return CodeText.HEX.encode(BinaryCodes.of(bits, code), 0, ORDER);
    }

    String base64(long[] code) {
        return CodeText.BASE64.encode(BinaryCodes.of(bits, code), 0, ORDER);
    }

    /** A code from its text; the number of characters tells which of both it is. */
    long[] read(String text) {
        boolean hex = text.length() == 2 * ByteBits.bytes(bits);
        try {
            return (hex ? CodeText.HEX : CodeText.BASE64).decode(text, bits, ORDER);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "the code %s".formatted(e.getMessage()),
                    "give the %d bits of a code as %d hexadecimal digits, or in base64"
                            .formatted(bits, 2 * ByteBits.bytes(bits)));
        }
    }
}
