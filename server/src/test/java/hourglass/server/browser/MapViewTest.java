package hourglass.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.server.browser.InBrowser.Digits;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.WheelInput;

@BrowserTest
final class MapViewTest {
    private static final String CANVAS = ".plane canvas";

    @Test
    void pointsAreDrawnInAsManyColoursAsThereAreLabels(Browser browser, Digits digits) {
        open(browser, digits, "/#map");

        // The ten of the digits, and the background.
        assertThat(colours(browser)).isEqualTo(11);
        assertThat(browser.texts(".legend button")).hasSize(10);
    }

    @Test
    void labelsAreLeftOut(Browser browser, Digits digits) {
        open(browser, digits, "/#map");
        browser.click(".legend button", "4");

        browser.until("one colour and the background", () -> Optional.of(true).filter(yes -> colours(browser) == 2));
        assertThat(browser.address()).contains("only=4");
    }

    @Test
    void bitIsShownInTwoColours(Browser browser, Digits digits) {
        open(browser, digits, "/#map?colour=bit&bit=5");

        assertThat(colours(browser)).isEqualTo(3);
        browser.waitFor(".hint", "bit 5 is 1");
    }

    @Test
    void itemUnderThePointerIsNamed(Browser browser, Digits digits) {
        open(browser, digits, "/#map");
        pointAtSome(browser);

        browser.waitFor(".tip strong", "igit");
        browser.waitFor(".tip img");
    }

    @Test
    void clickSearchesFromThePoint(Browser browser, Digits digits) {
        open(browser, digits, "/#map");
        pointAtSome(browser);
        browser.hands().click().perform();

        browser.waitFor("ol[aria-label='Nearest items'] li");
        browser.click("a", "Search from here");
        browser.waitFor("ol[aria-label=Hits] li");
        assertThat(browser.address()).contains("#search?id=digit");
    }

    @Test
    void lassoListsWhatItEncloses(Browser browser, Digits digits) {
        open(browser, digits, "/#map");
        browser.click("button", "Lasso");
        browser.hands()
                .moveToElement(browser.waitFor(CANVAS), -250, -200)
                .clickAndHold()
                .moveByOffset(500, 0)
                .moveByOffset(0, 400)
                .moveByOffset(-500, 0)
                .release()
                .perform();

        browser.waitFor("h2", "items selected");
        browser.waitFor("ol[aria-label='Selected items'] li");
        assertThat(browser.address()).contains("lasso=");
    }

    @Test
    void selectionIsFilteredAndSearched(Browser browser, Digits digits) {
        open(browser, digits, "/#map");
        browser.click("button", "Select what is in view");
        browser.waitFor("h2", "501 items selected");
        String label = browser.texts(".beside .chips button").get(0).split("\\s")[0];
        browser.click(".beside .chips button");
        browser.until("only those of one label", () -> Optional.of(browser.texts(".beside .topics"))
                .filter(topics -> !topics.isEmpty() && topics.stream().allMatch(label::equals)));
        browser.click(".beside a", "common code");

        browser.waitFor("ol[aria-label=Hits] li");
        assertThat(browser.address()).contains("#search?code=");
    }

    @Test
    void dragAndWheelMoveTheView(Browser browser, Digits digits) {
        open(browser, digits, "/#map");
        WebElement canvas = browser.waitFor(CANVAS);
        browser.hands().dragAndDropBy(canvas, 120, 60).perform();
        browser.until("the place is in the address", () -> Optional.of(browser.address())
                .filter(address -> address.contains("at=")));
        String dragged = browser.address();

        browser.hands()
                .scrollFromOrigin(WheelInput.ScrollOrigin.fromElement(canvas), 0, -300)
                .perform();
        browser.until(
                "another place", () -> Optional.of(browser.address()).filter(address -> !address.equals(dragged)));
    }

    @Test
    void keysMoveZoomAndTake(Browser browser, Digits digits) {
        open(browser, digits, "/#map");
        browser.tabTo(CANVAS);
        browser.press("+", "+", Keys.ARROW_LEFT, Keys.ARROW_RIGHT);
        browser.waitFor(".tip strong", "igit");
        browser.press(Keys.ENTER);

        browser.waitFor("ol[aria-label='Nearest items'] li");
    }

    @Test
    void tableSaysWhatThePictureShows(Browser browser, Digits digits) {
        open(browser, digits, "/#map");
        browser.click("summary", "The map as a table");

        assertThat(browser.all(".as-table tbody tr")).hasSize(10);
    }

    private static void open(Browser browser, Digits digits, String address) {
        browser.visit(digits.address(), address);
        browser.waitFor(CANVAS);
        browser.until("the map is drawn", () -> Optional.of(true).filter(yes -> colours(browser) > 1));
    }

    /** How many different colours the canvas has. */
    private static long colours(Browser browser) {
        return (Long) browser.run("""
                const canvas = document.querySelector('.plane canvas');
                const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
                const context = copy.getContext('2d', { willReadFrequently: true });
                context.drawImage(canvas, 0, 0);
                return new Set(new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer)).size;
                """);
    }

    /** Moves the pointer to the coloured pixel that is nearest to the middle. */
    private static void pointAtSome(Browser browser) {
        List<String> place = browser.strings("""
                const canvas = document.querySelector('.plane canvas');
                const copy = Object.assign(document.createElement('canvas'), { width: canvas.width, height: canvas.height });
                const context = copy.getContext('2d', { willReadFrequently: true });
                context.drawImage(canvas, 0, 0);
                const pixels = new Uint32Array(context.getImageData(0, 0, copy.width, copy.height).data.buffer);
                let best = [0, 0], least = Infinity;
                pixels.forEach((colour, i) => {
                  const x = i % copy.width - copy.width / 2, y = Math.floor(i / copy.width) - copy.height / 2;
                  if (colour !== pixels[0] && x * x + y * y < least) {
                    least = x * x + y * y;
                    best = [Math.round(x), Math.round(y)];
                  }
                });
                return best;
                """);
        browser.hands()
                .moveToElement(browser.waitFor(CANVAS), Integer.parseInt(place.get(0)), Integer.parseInt(place.get(1)))
                .perform();
    }
}
