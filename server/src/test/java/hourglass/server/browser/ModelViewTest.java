package hourglass.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.server.browser.InBrowser.Digits;
import hourglass.server.browser.InBrowser.Documents;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

@BrowserTest
final class ModelViewTest {
    @Test
    void layersAreDrawnWithTheirUnits(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#model");
        browser.waitFor(".diagram");

        assertThat(browser.texts(".diagram .units")).containsExactly("784", "200", "24", "200", "784");
        assertThat(browser.texts(".diagram .code-layer .units")).containsExactly("24");
    }

    @Test
    void reconstructionsStandBelowTheData(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#model");
        browser.waitFor(".pairs");

        assertThat(browser.all(".pairs tr")).hasSize(3).allSatisfy(row -> assertThat(
                        row.findElements(By.tagName("img")))
                .hasSize(12));
        assertThat(browser.texts(".pairs th .hint")).allMatch(error -> error.matches("error [\\d.]+"));
    }

    @Test
    void curvesHaveATableToo(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#model");
        browser.waitFor(".curve canvas");
        browser.click(".curves summary");

        browser.waitFor(".curves tbody tr");
    }

    @Test
    void filtersAreShownWhereThereAreSome(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#model");
        browser.waitFor("img.filters");

        assertThat((Long) browser.await("""
                        const image = document.querySelector('img.filters');
                        await image.decode();
                        return image.naturalWidth;
                        """)).isGreaterThan(28);
    }

    @Test
    void howItWasFittedIsSaid(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#model");
        browser.waitFor("#fitted");

        assertThat(browser.texts("section[aria-labelledby=fitted] dt"))
                .contains("seed", "version", "options", "fingerprint");
    }

    @Test
    void modelOfTextsHasNoPictures(Browser browser, Documents documents) {
        browser.visit(documents.address(), "/#model");
        browser.waitFor(".diagram");

        assertThat(browser.all("img.filters, .pairs")).isEmpty();
    }
}
