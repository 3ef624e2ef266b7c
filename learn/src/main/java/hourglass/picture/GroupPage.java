package hourglass.picture;

import hourglass.data.file.AtomicFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page that shows groups of similar items side by side, as small pictures or as texts in which the words are marked that the
 * first of the group has not. It holds all it shows and runs no script.
 *
 * @param title of the page
 * @param summary what was found, in a sentence
 * @param groups in reading order
 * @param remarks what else there is to know, a paragraph each
 * @param provenance how the page came to be
 */
public record GroupPage(String title, String summary, List<Group> groups, List<String> remarks, Provenance provenance) {
    /** Pictures below this width keep their pixels crisp when they are enlarged. */
    private static final int TINY = 100;

    /**
     * Items that belong together.
     *
     * @param heading such as how many there are
     * @param members the one to be kept first
     */
    public record Group(String heading, List<Member> members) {
        public Group {
            members = List.copyOf(members);
        }
    }

    /**
     * An item of a group.
     *
     * @param name such as the path of a file
     * @param link to the item, relative to the page, or null
     * @param about its size, date and similar
     * @param badge a word or two in its corner, such as its distance
     * @param kept whether it is the one that the group would be reduced to
     * @param preview what is shown of it
     */
    public record Member(
            String name, @Nullable String link, String about, String badge, boolean kept, Preview preview) {}

    /** What is shown of an item. */
    public sealed interface Preview {
        /** The beginning of a text. */
        record Text(String text) implements Preview {}

        /**
         * A small picture.
         *
         * @param bytes of a JPEG or PNG; not to be changed
         * @param width in pixels
         */
        record Thumbnail(byte[] bytes, int width) implements Preview {}

        /** Nothing but its name. */
        record Nothing() implements Preview {}
    }

    public GroupPage {
        groups = List.copyOf(groups);
        remarks = List.copyOf(remarks);
    }

    /** The page. */
    public String html() {
        Markup out = Page.begin(title, Page.resource("report.css") + Page.resource("groups.css"));
        out.open("body").open("main");
        out.open("header").element("h1", title).element("p", summary).close();
        for (Group group : groups) {
            out.newLine().open("section").element("h2", group.heading());
            out.open("div", "class", "group");
            String first = group.members().isEmpty()
                    ? ""
                    : textOf(group.members().get(0).preview());
            group.members().forEach(member -> write(member, first, out));
            out.close().close();
        }
        if (!remarks.isEmpty()) {
            out.newLine().open("section").element("h2", "Notes");
            remarks.forEach(remark -> out.element("p", remark));
            out.close();
        }
        out.newLine().open("footer").markup(provenance.html()).close();
        return out.close().close().newLine().close().newLine().toString();
    }

    private static String textOf(Preview preview) {
        return preview instanceof Preview.Text text ? text.text() : "";
    }

    private static void write(Member member, String first, Markup out) {
        out.newLine().open("figure", "class", member.kept() ? "member kept" : "member");
        out.element("span", member.badge(), "class", "badge");
        if (member.preview() instanceof Preview.Thumbnail picture) {
            String type = picture.bytes().length > 0 && picture.bytes()[0] == (byte) 0x89 ? "png" : "jpeg";
            String data = "data:image/%s;base64,%s"
                    .formatted(type, Base64.getEncoder().encodeToString(picture.bytes()));
            String style = picture.width() < TINY ? "tiny" : "photo";
            out.empty("img", "src", data, "alt", member.name(), "class", style, "loading", "lazy");
        } else if (member.preview() instanceof Preview.Text text) {
            out.open("blockquote");
            if (member.kept()) {
                out.text(text.text());
            } else {
                WordDifference.write(first, text.text(), out);
            }
            out.close();
        }
        out.open("figcaption");
        if (member.link() == null) {
            out.element("b", member.name());
        } else {
            out.element("a", member.name(), "href", member.link());
        }
        out.element("span", member.about()).close().close();
    }

    /**
     * Writes the page to a file, whole or not at all.
     *
     * @throws hourglass.data.InputException if the file cannot be written
     */
    public void write(Path file) {
        byte[] page = html().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, stream -> stream.write(page));
    }
}
