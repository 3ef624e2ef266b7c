package hourglass.picture;

import hourglass.data.file.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * One HTML page that holds everything it shows: no script, nothing loaded from elsewhere, readable on a phone and in
 * the dark. It is well-formed XML too, for programs that read it.
 *
 * @param title of the page
 * @param summary the result in one sentence
 * @param sections in reading order
 * @param provenance how the page came to be
 */
public record Report(String title, String summary, List<Section> sections, Provenance provenance) {
    private static final String STYLE = style();

    /** Lets a browser refuse whatever a page that holds all it shows would have no reason to ask for. */
    private static final String POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    public Report {
        sections = List.copyOf(sections);
    }

    /** The page. */
    public String html() {
        Markup out = new Markup().markup("<!DOCTYPE html>").newLine().open("html", "lang", "en");
        head(out);
        out.newLine().open("body").open("main");
        out.open("header").element("h1", title).element("p", summary).close();
        for (Section section : sections) {
            out.newLine().open("section").element("h2", section.heading());
            section.blocks().forEach(block -> out.newLine().markup(block.html()));
            out.close();
        }
        out.newLine().open("footer").markup(provenance.html()).close();
        return out.close().close().newLine().close().newLine().toString();
    }

    /**
     * Writes the page to a file, whole or not at all.
     *
     * @throws hourglass.data.InputException if the file cannot be written; what was there before is then still there
     */
    public void write(Path file) {
        byte[] page = html().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, stream -> stream.write(page));
    }

    private void head(Markup out) {
        out.newLine().open("head").empty("meta", "charset", "utf-8");
        out.empty("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
        out.empty("meta", "name", "generator", "content", "Hourglass");
        out.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        out.empty("meta", "name", "color-scheme", "content", "light dark");
        // Browsers ask the server for an icon unless the page names one; this one is empty.
        out.empty("link", "rel", "icon", "href", "data:,");
        out.element("title", title).newLine();
        out.open("style").markup(STYLE).close().close();
    }

    private static String style() {
        try (InputStream in = Report.class.getResourceAsStream("report.css")) {
            if (in == null) {
                throw new IllegalStateException("report.css is missing beside " + Report.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report.css", e);
        }
    }
}
