package hourglass.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.server.browser.InBrowser.Digits;
import hourglass.server.browser.InBrowser.Documents;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

@BrowserTest
final class TurnViewTest {
    private static final String SLIDER = ".unit input";
    private static final String DECODED = ".decoded img";

    @Test
    void firstVisitBeginsWithAnItem(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#turn");
        browser.waitFor(".hint", "Begun with digit/");
        browser.click("button", "Middle of all");

        browser.waitUntilGone(".blend");
        browser.until("the middle is in the address", () -> Optional.of(true)
                .filter(yes ->
                        browser.address().contains("v=") && !browser.address().contains("from=")));
    }

    @Test
    void everyUnitHasASliderThatSaysWhatItDoes(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#turn");
        browser.waitFor(SLIDER);

        assertThat(browser.all(SLIDER)).hasSize(Samples.BITS);
        browser.waitFor(".levers .hint", "change the item most come first");
        assertThat(browser.texts(".unit .effect").get(0)).isNotBlank();
    }

    @Test
    void itemChangesUnderTheHand(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#turn?from=digit/0");
        String before = decoded(browser);
        for (int step = 0; step < 30; step++) {
            browser.slide(SLIDER, -20 + step);
        }

        browser.until("another picture", () -> Optional.of(true)
                .filter(yes -> !decoded(browser).equals(before)));
        browser.until("the values are in the address", () -> Optional.of(true)
                .filter(yes -> browser.address().contains("v=")));
    }

    @Test
    void newestValuesAloneAreDecoded(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#turn?from=digit/0");
        browser.waitFor(DECODED);
        browser.requests();
        int moves = 200;
        browser.run("""
                const slider = document.querySelector('.unit input');
                for (let i = 0; i < arguments[0]; i++) {
                  slider.value = Number(slider.min) + (slider.max - slider.min) * i / arguments[0];
                  slider.dispatchEvent(new Event('input', { bubbles: true }));
                }
                """, moves);
        browser.until("the values are in the address", () -> Optional.of(true)
                .filter(yes -> browser.address().contains("v=")));

        // The first move, and the last while that was on its way.
        assertThat(browser.requests().stream().filter(url -> url.endsWith("/api/decode")))
                .hasSizeBetween(1, 3);
    }

    @Test
    void valuesComeBackWithTheAddress(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#turn?from=digit/0");
        browser.waitFor(DECODED);
        browser.tabTo(SLIDER);
        browser.press(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        browser.until("the values are in the address", () -> Optional.of(true)
                .filter(yes -> browser.address().contains("v=")));
        String value = browser.waitFor(".unit output").getText();
        browser.reload();

        browser.waitFor(".unit output", value);
    }

    @Test
    void twoItemsAreBlended(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#turn?from=digit/0&to=digit/1&blend=0");
        String first = decoded(browser);
        browser.slide(".blend input", 1);
        browser.until("another picture", () -> Optional.of(true)
                .filter(yes -> !decoded(browser).equals(first)));
        String second = decoded(browser);
        browser.open(digits.address(), "/#turn?from=digit/1");

        browser.until("the second item", () -> Optional.of(true)
                .filter(yes -> decoded(browser).equals(second)));
    }

    @Test
    void itemToBeginWithIsChosenFromPictures(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#turn?from=digit/0");
        browser.waitFor(SLIDER);
        browser.click("button", "Begin with another item");
        browser.click(".pick li:nth-child(3) button");

        browser.until("another item", () -> Optional.of(browser.address())
                .filter(address -> address.contains("from=") && !address.endsWith("from=digit/0")));
    }

    @Test
    void drawnDigitIsReconstructedAndSearched(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#turn?pad=1");
        browser.waitFor(SLIDER);
        browser.hands()
                .moveToElement(browser.waitFor(".pad canvas"), 0, -45)
                .clickAndHold()
                .moveByOffset(0, 45)
                .moveByOffset(0, 45)
                .release()
                .perform();
        browser.waitFor("figcaption", "Its reconstruction, error");

        browser.until(
                "a stroke is near to ones", () -> Optional.of(browser.texts("ol[aria-label='Nearest items'] .topics"))
                        .filter(topics -> !topics.isEmpty() && topics.get(0).equals("1")));
    }

    @Test
    void drawnByKeysToo(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#turn?pad=1");
        browser.waitFor(SLIDER);
        browser.tabTo(".pad canvas");
        browser.press(" ", Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_DOWN);

        browser.waitFor("figcaption", "Its reconstruction, error");
    }

    @Test
    void textsAreDecodedToWords(Browser browser, Documents documents) {
        browser.visit(documents.address(), "/#turn?from=script");
        browser.waitFor(SLIDER);

        browser.until("words", () -> Optional.of(browser.texts(".values th")).filter(words -> words.size() > 5));
        assertThat(browser.all(".pad")).isEmpty();
    }

    private static String decoded(Browser browser) {
        return browser.waitFor(DECODED).getDomProperty("src");
    }
}
