package hourglass.picture;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes HTML that is also well-formed XML. All text and attribute values are escaped, and elements are closed in the
 * order that they were opened in.
 */
final class Markup {
    private static final int REPLACEMENT_CHARACTER = 0xfffd;

    private final StringBuilder out = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes are pairs of a name and a value. */
    Markup open(String element, String... attributes) {
        startTag(element, attributes);
        out.append('>');
        open.push(element);
        return this;
    }

    /** Closes the innermost open element. */
    Markup close() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    /** An element that contains only text. */
    Markup element(String element, String text, String... attributes) {
        return open(element, attributes).text(text).close();
    }

    /** An element without content: one of SVG, or one that HTML knows to be void. */
    Markup empty(String element, String... attributes) {
        startTag(element, attributes);
        out.append("/>");
        return this;
    }

    Markup text(String text) {
        text.codePoints().forEach(this::escape);
        return this;
    }

    /** Markup that is escaped already. */
    Markup markup(String trusted) {
        out.append(trusted);
        return this;
    }

    Markup newLine() {
        out.append('\n');
        return this;
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("still open: " + open);
        }
        return out.toString();
    }

    private void startTag(String element, String... attributes) {
        out.append('<').append(element);
        for (int i = 0; i < attributes.length; i += 2) {
            out.append(' ').append(attributes[i]).append("=\"");
            text(attributes[i + 1]);
            out.append('"');
        }
    }

    private void escape(int character) {
        switch (character) {
            case '&' -> out.append("&amp;");
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '"' -> out.append("&quot;");
            default -> out.appendCodePoint(isLegal(character) ? character : REPLACEMENT_CHARACTER);
        }
    }

    /** Whether XML 1.0 can hold the character at all, escaped or not. */
    private static boolean isLegal(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || (character >= ' ' && character < Character.MIN_SURROGATE)
                || (character > Character.MAX_SURROGATE && character < 0xfffe)
                || character >= Character.MIN_SUPPLEMENTARY_CODE_POINT;
    }
}
