package hourglass.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** What every page begins with, and the files that pages are made of. */
final class Page {
    /** Lets a browser refuse whatever a page that holds all it shows would have no reason to ask for. */
    private static final String POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private Page() {}

    /** The head of a page that runs no script; its root element remains open. */
    static Markup begin(String title, String style) {
        return head(POLICY, title, style);
    }

    /** The head of a page that runs this script and no other. */
    static Markup begin(String title, String style, String script) {
        return head("%s; script-src 'sha256-%s'".formatted(POLICY, sha256(script)), title, style);
    }

    private static Markup head(String policy, String title, String style) {
        Markup out = new Markup().markup("<!DOCTYPE html>").newLine().open("html", "lang", "en");
        out.newLine().open("head").empty("meta", "charset", "utf-8");
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", policy);
        out.empty("meta", "name", "generator", "content", "Hourglass");
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.empty("meta", "name", "color-scheme", "content", "light dark");
        // Browsers ask the server for an icon unless the page names one; this one is empty.
        out.empty("link", "rel", "icon", "href", "data:,");
        out.element("title", title).newLine();
        out.open("style").markup(style).close().close();
        return out.newLine();
    }

    private static String sha256(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file beside this class. */
    static String resource(String name) {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing beside " + Page.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
