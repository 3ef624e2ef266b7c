package hourglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;

class MarkupTest {
    @Test
    void escapesTextAndAttributes() {
        assertThat(new Markup()
                        .element("p", "a < b & \"c\"", "title", "\"x\" > y")
                        .toString())
                .isEqualTo("<p title=\"&quot;x&quot; &gt; y\">a &lt; b &amp; &quot;c&quot;</p>");
    }

    @Test
    void closesTheInnermostElement() {
        assertThat(new Markup().open("ul").open("li").text("x").close().close().toString())
                .isEqualTo("<ul><li>x</li></ul>");
    }

    @Test
    void refusesToEndWithAnElementOpen() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Markup().open("p").toString());
    }

    @Test
    void replacesCharactersThatXmlCannotHold() {
        assertThat(new Markup().text("a\0b\u001bc\ud800d\uffff").toString()).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffd");
    }

    @Property(tries = 500)
    void isWellFormedWhateverTheText(@ForAll String text) throws Exception {
        Xml.parse(new Markup().element("p", text, "title", text).toString());
    }

    @Property(tries = 500)
    void keepsEveryPrintableText(@ForAll @CharRange(from = ' ', to = '\u02ff') String text) throws Exception {
        assertThat(Xml.texts(new Markup().element("p", text).toString(), "p")).containsExactly(text);
    }
}
