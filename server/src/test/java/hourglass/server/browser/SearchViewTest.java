package hourglass.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.server.browser.InBrowser.Digits;
import hourglass.server.browser.InBrowser.Documents;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

@BrowserTest
final class SearchViewTest {
    private static final String HITS = "ol[aria-label=Hits] li";

    @Test
    void firstVisitExplainsItselfAndNoLater(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/");

        browser.waitFor(".introduction", "Search finds");
        browser.click(".introduction button");
        browser.waitUntilGone(".introduction");
        browser.reload();
        browser.waitFor("ol.items li");

        assertThat(browser.all(".introduction")).isEmpty();
    }

    @Test
    void wordsAreFoundAndHighlighted(Browser browser, Documents documents) {
        browser.visit(documents.address(), "/#search");

        browser.waitFor("textarea").sendKeys("ship in the storm", Keys.ENTER);
        browser.waitFor(HITS);

        assertThat(browser.texts(HITS + " mark")).isNotEmpty().allMatch(word -> word.matches("(?i)ship.*|storm.*"));
        assertThat(browser.address()).contains("words=ship+in+the+storm");
    }

    @Test
    void orderIsByDistanceWhereItIsAskedFor(Browser browser, Documents documents) {
        browser.visit(documents.address(), "/#search?words=bread+and+butter&rank=distance");
        browser.waitFor(HITS);

        assertThat(distances(browser)).hasSizeGreaterThan(5).isSorted();
    }

    @Test
    void wordsThatTheModelDoesNotKnowAreNamed(Browser browser, Documents documents) {
        browser.visit(documents.address(), "/#search?words=ship+zyzzyva");

        browser.waitFor(".hint", "zyzzyva");
    }

    @Test
    void similarItemsComeNearestFirstWithTheBitsThatDiffer(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#search");
        browser.click("ol[aria-label=Items] li a.similar");
        browser.waitFor(HITS);

        browser.waitFor(".like", "Similar to");
        assertThat(distances(browser)).isSorted();
        for (WebElement hit : browser.all(HITS)) {
            int distance = Integer.parseInt(
                    hit.findElement(By.cssSelector(".distance")).getText().split("\\D")[0]);
            String differing = hit.findElement(By.cssSelector(".strip")).getDomAttribute("aria-label");
            assertThat(differing.split("\\d+", -1)).as(differing).hasSize(distance + 1);
        }
    }

    @Test
    void codeIsSearchedAsItStands(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#search?item=digit/0");
        String code = browser.waitFor("#panel a.code").getText();
        browser.click("#panel a.code");
        browser.waitFor(HITS);

        assertThat(browser.address()).contains("code=" + code);
        assertThat(distances(browser)).startsWith(0, 0);
        assertThat(browser.texts(HITS + " .open")).contains("Digit 0", "Copy of digit 0");
    }

    @Test
    void wrongCodeIsRefusedWithWhatToGive(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#search?by=code");
        browser.waitFor("input[name=code]").sendKeys("xyz", Keys.ENTER);

        browser.waitFor("[role=alert]", "6 hexadecimal digits");
    }

    @Test
    void drawnDigitIsSearched(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#search?by=picture");
        browser.click("button", "Draw");
        WebElement pad = browser.waitFor(".pad canvas");
        browser.hands()
                .moveToElement(pad, 0, -80)
                .clickAndHold()
                .moveByOffset(0, 80)
                .moveByOffset(0, 80)
                .release()
                .perform();
        browser.waitFor(HITS);

        // A stroke from the top to the bottom.
        assertThat(browser.texts(HITS + " .topics").get(0)).isEqualTo("1");
        assertThat(browser.address()).contains("picture=data");
    }

    @Test
    void pictureIsDropped(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#search?by=picture");
        browser.waitFor(".items img");
        browser.await("""
                const image = document.querySelector('.items img');
                const canvas = Object.assign(document.createElement('canvas'), { width: 28, height: 28 });
                canvas.getContext('2d').drawImage(image, 0, 0);
                const file = new File([await new Promise(done => canvas.toBlob(done))], 'digit.png', { type: 'image/png' });
                const dataTransfer = new DataTransfer();
                dataTransfer.items.add(file);
                const drop = document.querySelector('.search');
                drop.dispatchEvent(new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true }));
                drop.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
                """);
        browser.waitFor(HITS);

        assertThat(distances(browser)).startsWith(0);
    }

    @Test
    void radiusSaysWhatItProbesAndTakesIn(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#search?id=digit/0&radius=2");
        // 1 + 24 + 24 * 23 / 2
        browser.waitFor(".effect", "probes 301 addresses");
        int atTwo = takenIn(browser);

        browser.slide(".radius input", 6);
        browser.waitFor(".effect strong", "Within 6 bits");
        browser.until("the address has the radius", () -> Optional.of(true)
                .filter(yes -> browser.address().contains("radius=6")));

        assertThat(takenIn(browser)).isGreaterThan(atTwo);
        browser.until("as many hits as it takes in, less the example", () -> Optional.of(true)
                .filter(yes -> distances(browser).stream().allMatch(distance -> distance <= 6)
                        && browser.all(HITS).size() >= Math.min(24, takenIn(browser) - 1)));
    }

    @Test
    void filtersLeaveWhatPassesThem(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#search?id=digit/0");
        browser.waitFor(HITS);
        browser.click(".chips button:nth-of-type(8)");
        browser.until("only sevens", () -> Optional.of(browser.texts(HITS + " .topics"))
                .filter(topics -> !topics.isEmpty() && topics.stream().allMatch("7"::equals)));

        browser.waitFor(".field input").sendKeys("odd", Keys.ENTER);
        browser.waitFor(".chips button", "writer = odd");
        browser.until("only odd ones", () -> Optional.of(browser.texts(HITS + " .open"))
                .filter(titles -> !titles.isEmpty()
                        && titles.stream().allMatch(title -> title.matches("Digit \\d*[13579]|<script.*"))));
    }

    @Test
    void moreAreShownWhenAskedFor(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/#search?id=digit/0");
        browser.waitFor(HITS);
        int first = browser.all(HITS).size();
        browser.click(".more button");

        browser.until("more hits", () -> Optional.of(browser.all(HITS).size()).filter(count -> count > first));
    }

    private static List<Integer> distances(Browser browser) {
        return browser.texts(HITS + " .distance").stream()
                .map(text -> Integer.valueOf(text.split("\\D")[0]))
                .toList();
    }

    private static int takenIn(Browser browser) {
        return Integer.parseInt(browser.text(".effect", "takes in")
                .replaceAll("(?s).*takes in ([\\d,]+).*", "$1")
                .replace(",", ""));
    }
}
