package hourglass.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.server.browser.InBrowser.Digits;
import hourglass.server.browser.InBrowser.Documents;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Duplicates, and the neighbourhood of an item. */
@BrowserTest
final class GroupViewsTest {
    @Test
    void whatIsThereTwiceIsAGroup(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#duplicates?radius=0");
        browser.waitFor(".groups section");

        assertThat(browser.texts(".groups section:has(h2) ol"))
                .anyMatch(group -> group.contains("Digit 0") && group.contains("Copy of digit 0"));
    }

    @Test
    void radiusMakesGroupsLarger(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#duplicates?radius=0");
        browser.waitFor(".effect", "groups of");
        int before = grouped(browser);
        browser.slide(".radius input", 3);

        browser.waitFor(".effect strong", "Up to 3 bits");
        browser.until("more items in groups", () -> Optional.of(true).filter(yes -> grouped(browser) > before));
        assertThat(browser.address()).contains("radius=3");
    }

    @Test
    void ringsHoldItemsByTheirDistance(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#rings?id=digit/0&radius=5");
        browser.waitFor(".rings a");

        assertThat(browser.texts(".rings a.centre title").get(0)).contains("Digit 0", "in the middle");
        assertThat(browser.texts(".rings text.at")).contains("1", "2", "3", "4", "5");
        assertThat(browser.all(".rings a")).hasSizeGreaterThan(3);
        assertThat(browser.all(".beside li"))
                .hasSizeGreaterThanOrEqualTo(browser.all(".rings a").size() - 1);
    }

    @Test
    void keysWalkAroundAndTakeANewMiddle(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#rings?id=digit/0&radius=5");
        browser.waitFor(".rings a");
        browser.tabTo(".rings a.centre");
        browser.press(Keys.ARROW_RIGHT);
        String neighbour = browser.waitFor(".rings a:focus").getDomAttribute("aria-label");
        browser.press(Keys.ENTER);

        browser.until("it is in the middle", () -> Optional.of(browser.texts(".rings a.centre title"))
                .filter(titles -> titles.size() == 1
                        && titles.get(0).startsWith(neighbour.substring(0, neighbour.indexOf(',')))));
    }

    @Test
    void textsAreDots(Browser browser, Documents documents) {
        browser.visit(documents.address(), "/#rings?id=script&radius=5");
        browser.waitFor(".rings .dot");

        assertThat(browser.all(".rings image")).isEmpty();
    }

    private static int grouped(Browser browser) {
        return Integer.parseInt(browser.text(".effect", "groups of")
                .replaceAll("(?s).*groups of ([\\d,]+) item.*", "$1")
                .replace(",", ""));
    }
}
