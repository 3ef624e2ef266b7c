package hourglass.picture;

import hourglass.data.file.AtomicFile;
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
    public Report {
        sections = List.copyOf(sections);
    }

    /** The page. */
    public String html() {
        Markup out = Page.begin(title, Page.resource("report.css"));
        out.open("body").open("main");
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
}
