package hourglass.picture;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.picture.GroupPage.Preview;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class GroupPageTest {
    private static final String HOSTILE = "<script>alert(\"1\")</script> & ' \u0001";

    private static GroupPage.Member text(String text, boolean kept) {
        return new GroupPage.Member(HOSTILE, "a%20b.txt", "10 characters", "keep", kept, new Preview.Text(text));
    }

    private static String html(GroupPage.Member... members) {
        Provenance provenance = new Provenance("1", null, Instant.EPOCH, "hourglass " + HOSTILE, "here");
        return new GroupPage(
                        HOSTILE,
                        HOSTILE,
                        List.of(new GroupPage.Group("2 documents", List.of(members))),
                        List.of(HOSTILE),
                        provenance)
                .html();
    }

    private static Document parsed(String html) throws Exception {
        String xml = html.replace("<!DOCTYPE html>", "");
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void isWellFormedAndHasNoScriptWhateverTheNamesAre() throws Exception {
        Document page = parsed(html(text(HOSTILE, true), text("other " + HOSTILE, false)));
        assertThat(page.getElementsByTagName("script").getLength()).isZero();
        assertThat(page.getElementsByTagName("figure").getLength()).isEqualTo(2);
    }

    @Test
    void marksTheWordsThatTheFirstHasNot() throws Exception {
        NodeList marks = parsed(html(text("one two three four", true), text("zero one 2 three four five", false)))
                .getElementsByTagName("mark");
        assertThat(marks.getLength()).isEqualTo(3);
        assertThat(marks.item(0).getTextContent()).isEqualTo("zero ");
        assertThat(marks.item(1).getTextContent()).isEqualTo("2 ");
        assertThat(marks.item(2).getTextContent()).isEqualTo("five");
    }

    @Test
    void pageWithoutASeedNamesNone() throws Exception {
        assertThat(html(text("one", true))).doesNotContain("Seed");
    }

    @Test
    void thumbnailIsPartOfThePage() {
        byte[] png = {(byte) 0x89, 'P', 'N', 'G'};
        GroupPage.Member member = new GroupPage.Member("a.png", null, "", "keep", true, new Preview.Thumbnail(png, 20));
        assertThat(html(member))
                .contains("src=\"data:image/png;base64,iVBORw==\"")
                .contains("class=\"tiny\"");
    }
}
