package hourglass.text;

import hourglass.text.file.Charsets;
import java.nio.charset.Charset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * The text of a page of HTML.
 *
 * @param title as the page gives it; may be empty
 * @param body the text of its body
 */
record Html(String title, String body) {
    private static final List<String> EXTENSIONS = List.of(".html", ".htm", ".xhtml");

    /** As bytes read one by one. */
    private static final String UTF8_MARK = "\u00EF\u00BB\u00BF";

    private static final Pattern PAGE =
            Pattern.compile("\\s*<(?:!doctype html|html|head|title|meta|body)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern XML_CHARSET =
            Pattern.compile("^\\s*<\\?xml[^>]{0,200}?encoding\\s*=\\s*[\"']([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern META_CHARSET =
            Pattern.compile("<meta\\b[^>]{0,300}?charset\\s*=\\s*[\"']?\\s*([\\w.:-]+)", Pattern.CASE_INSENSITIVE);

    /** Whether a file of this name is a page. */
    static boolean isName(String name) {
        return Format.hasExtension(name, EXTENSIONS);
    }

    /** Whether a text that starts so is a page, comments and the declaration of XML before it aside. */
    static boolean matches(String start) {
        int at = start.startsWith(UTF8_MARK) ? UTF8_MARK.length() : 0;
        for (int end = afterRemark(start, at); end > at; end = afterRemark(start, at)) {
            at = end;
        }
        return PAGE.matcher(start).region(at, start.length()).lookingAt();
    }

    /** Where a comment or a declaration ends that begins here, white space aside; the same place if none does. */
    private static int afterRemark(String start, int from) {
        int at = from;
        while (at < start.length() && Character.isWhitespace(start.charAt(at))) {
            at++;
        }
        boolean comment = start.startsWith("<!--", at);
        if (!comment && !start.startsWith("<?", at)) {
            return from;
        }
        String close = comment ? "-->" : "?>";
        int end = start.indexOf(close, at + 2);
        return end < 0 ? from : end + close.length();
    }

    /** The charset that a page or a document of XML names in its first characters; null for none. */
    static @Nullable Charset charset(String start) {
        for (Pattern pattern : List.of(XML_CHARSET, META_CHARSET)) {
            Matcher declared = pattern.matcher(start);
            if (declared.find()) {
                Charset charset = Charsets.named(declared.group(1));
                // A page in which this can be read is not in UTF-16 (HTML Standard, 13.2.3.2).
                return charset == null || charset.name().startsWith("UTF-16") ? null : charset;
            }
        }
        return null;
    }

    static Html of(String text) {
        org.jsoup.nodes.Document page = Jsoup.parse(text);
        return new Html(page.title(), page.body().text());
    }

    /** The text of title and body. */
    String text() {
        return title + "\n" + body;
    }
}
