package hourglass.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.server.browser.InBrowser.Digits;
import hourglass.server.browser.InBrowser.Documents;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The address, the keys, and what titles and texts of strangers may do. */
@BrowserTest
final class NavigationTest {
    @Test
    void addressHoldsAllThatIsChosen(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#search?id=digit/0&radius=8&topic=" + "7&item=digit/5");
        browser.waitFor("ol[aria-label=Hits] li");
        browser.waitFor("#panel dl");

        assertThat(browser.waitFor(".radius input").getDomProperty("value")).isEqualTo("8");
        assertThat(browser.texts(".chips [aria-pressed=true]"))
                .singleElement()
                .asString()
                .startsWith("7");
        assertThat(browser.waitFor("#panel h2").getText()).isEqualTo("Digit 5");
    }

    @Test
    void backButtonUndoesStepByStep(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#search");
        browser.click("ol[aria-label=Items] li a.similar");
        browser.waitFor("ol[aria-label=Hits] li");
        String hits = browser.address();
        browser.click("ol[aria-label=Hits] li .open");
        browser.waitFor("#panel dl");
        browser.click("header nav a", "Map");
        browser.waitFor(".plane canvas");

        browser.back();
        browser.waitFor("#panel dl");
        browser.back();
        browser.until("the panel is closed", () -> Optional.of(true)
                .filter(yes -> !browser.waitFor("body").getDomAttribute("class").contains("with-panel")));
        assertThat(browser.address()).isEqualTo(hits);
        browser.back();
        browser.waitFor("ol[aria-label=Items] li");
    }

    @Test
    void searchNeedsNoPointer(Browser browser, Documents documents) {
        browser.visit(documents.address(), "/#search");
        browser.waitFor("ol.items li");
        browser.press("/");
        browser.press("ship", Keys.ENTER);
        browser.waitFor("ol[aria-label=Hits] li");
        browser.tabTo("ol[aria-label=Hits] .open");
        browser.press(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
        String third = browser.focused();
        assertThat(third).isEqualTo(browser.texts("ol[aria-label=Hits] .open").get(2));
        browser.press(Keys.ENTER);
        browser.waitFor("#panel h2", third);
        browser.until("the panel has the focus", () -> Optional.of(true)
                .filter(yes -> browser.focused().equals("✕")));
        browser.press(Keys.ESCAPE);
        browser.until("the hit has it again", () -> Optional.of(true)
                .filter(yes -> browser.focused().equals(third)));
    }

    @Test
    void firstStopLeadsPastTheHeader(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#search");
        browser.waitFor("ol.items li");
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Skip to the content");
        browser.press(Keys.ENTER);

        assertThat(browser.run("return document.activeElement.id")).isEqualTo("main");
        assertThat(browser.address()).endsWith("#search");
    }

    @Test
    void themeIsChosenAndRemembered(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#search");
        Object light = background(browser);
        browser.click("button.theme");
        Object dark = background(browser);
        browser.reload();

        assertThat(dark).isNotEqualTo(light);
        assertThat(background(browser)).isEqualTo(dark);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"search?item=script", "search?words=storm", "turn?from=script", "rings?id=script&item=script"})
    void scriptsInTitlesAndTextsAreShownAsText(String address, Browser browser, Documents documents) {
        browser.visit(documents.address(), "/#" + address);
        browser.waitFor("#main > div, #main > ol");
        browser.settle();

        assertThat(browser.title()).doesNotContain("stolen");
        assertThat(browser.all("main script, aside script, main img[src=x], aside img[src=x]"))
                .isEmpty();
        if (address.contains("item=script")) {
            browser.waitFor("#panel h2", Samples.SCRIPT);
            browser.waitFor("#panel .text", Samples.SCRIPT);
        }
    }

    @Test
    void whatIsNotThereIsSaidWithWhatToDo(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#search?item=none");
        browser.waitFor("#panel [role=alert]", "none");

        // Chromium itself tells of the answer 404.
        assertThat(browser.complaints()).isNotEmpty().allMatch(message -> message.contains("404"));
    }

    @Test
    void titleNamesViewAndLibrary(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#rings");
        browser.waitFor(".rings a");

        assertThat(browser.title()).isEqualTo("Neighbourhood · digits · Hourglass");
        assertThat(browser.texts("header nav [aria-current=page]")).isEqualTo(List.of("Neighbourhood"));
    }

    private static Object background(Browser browser) {
        return browser.run("return getComputedStyle(document.documentElement).backgroundColor");
    }
}
