package hourglass.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Makes the pictures of the documentation: {@code ./mvnw test -pl server -am -Dtest=ScreenshotsTest -Dscreenshots=docs}. */
@BrowserTest
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
final class ScreenshotsTest {
    private static final int DIGITS = 5000;
    private static final int EPOCHS = 30;
    private static final int DOCUMENTS = 2000;

    @Test
    void digits(Browser browser) throws Exception {
        try (Site site = new Site("digits", folder -> Samples.digits(folder, DIGITS, EPOCHS))) {
            show(browser, site, "search", "/#search?by=picture&pad=1");
            browser.hands()
                    .moveToElement(browser.waitFor(".pad canvas"), -45, -55)
                    .clickAndHold()
                    .moveByOffset(90, 0)
                    .moveByOffset(-25, 55)
                    .moveByOffset(-25, 60)
                    .release()
                    .perform();
            browser.waitFor("ol[aria-label=Hits] img");
            save(browser, "search");
            show(browser, site, "map", "/#map?near=digit/12");
            browser.waitFor("ol[aria-label='Nearest items'] img");
            save(browser, "map");
            show(browser, site, "turn", "/#turn?from=digit/7&to=digit/12&blend=0.35");
            browser.waitFor("ol[aria-label='Nearest items'] img");
            save(browser, "turn");
            show(browser, site, "model", "/#model");
            browser.waitFor(".pairs img");
            browser.waitFor(".curve canvas");
            save(browser, "model");
            browser.leave();
        }
    }

    @Test
    void documents(Browser browser) throws Exception {
        try (Site site = new Site("documents", folder -> Samples.documents(folder, DOCUMENTS, EPOCHS, 500, 500, 32))) {
            show(
                    browser,
                    site,
                    "search",
                    "/#search?words=the+captain+steered+the+ship+through+the+storm&radius=6&rank=tf-idf");
            browser.waitFor("ol[aria-label=Hits] mark");
            save(browser, "documents");
            browser.leave();
        }
    }

    private static void show(Browser browser, Site site, String view, String address) {
        browser.size(1180, 800);
        browser.visit(site.address(), address);
        browser.run("localStorage.setItem('hourglass.known." + view + "', '1')");
        browser.reload();
    }

    private static void save(Browser browser, String name) {
        browser.settle();
        Path file = Path.of(System.getProperty("screenshots"), "server-" + name + ".png");
        // Relative to the whole project, not to the module that tests run in.
        Path target = Path.of("..").resolve(file);
        browser.screenshot(target);

        assertThat(target).isNotEmptyFile();
    }
}
