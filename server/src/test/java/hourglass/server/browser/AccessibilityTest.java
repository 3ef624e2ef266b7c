package hourglass.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.server.browser.InBrowser.Digits;
import hourglass.server.browser.InBrowser.Documents;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** No view shuts anybody out: not by axe-core's rules in either theme, and not at the width of a phone. */
@BrowserTest
final class AccessibilityTest {
    static final List<String> OF_DIGITS = List.of(
            "/#search",
            "/#search?id=digit/0&radius=6&topic=7&item=digit/5",
            "/#search?by=picture&pad=1",
            "/#search?code=zz",
            "/#map",
            "/#map?colour=bit&near=digit/0",
            "/#model",
            "/#turn",
            "/#turn?from=digit/0&to=digit/1&pad=1",
            "/#duplicates?radius=2",
            "/#rings?id=digit/0&radius=5",
            "/api");
    static final List<String> OF_TEXTS =
            List.of("/#search?words=ship&item=script", "/#turn?from=script", "/#model", "/#rings?id=script&radius=5");

    @ParameterizedTest
    @FieldSource("OF_DIGITS")
    void digitsHaveNoBarriers(String view, Browser browser, Digits digits) {
        assertNoBarriers(view, browser, digits);
    }

    @ParameterizedTest
    @FieldSource("OF_TEXTS")
    void documentsHaveNoBarriers(String view, Browser browser, Documents documents) {
        assertNoBarriers(view, browser, documents);
    }

    private static void assertNoBarriers(String view, Browser browser, Site site) {
        browser.visit(site.address(), view);
        browser.settle();

        assertThat(browser.barriers()).as("in the light theme").isEmpty();
        browser.theme("dark");
        // Of all rules the themes can tell only colours.
        assertThat(browser.barriers("color-contrast")).as("in the dark theme").isEmpty();
        browser.size(360, 740);
        assertThat(browser.run("return document.documentElement.scrollWidth"))
                .as("width on a phone")
                .isEqualTo(360L);
    }
}
