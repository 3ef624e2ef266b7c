package hourglass.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.server.http.WebOptions;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Models of numbers, models without a library, and servers that want a token. */
@BrowserTest
final class OtherSitesTest {
    private static final String TOKEN = "sixteen or more characters";

    @Test
    void rowOfNumbersIsSearched(Browser browser) throws Exception {
        try (Site site = new Site("numbers", folder -> Samples.numbers(folder, 300))) {
            browser.visit(site.address(), "/#search");
            browser.waitFor("input[name=vector]").sendKeys("1, 2", Keys.ENTER);
            browser.waitFor("[role=alert]", "the model takes 16");
            browser.waitFor("input[name=vector]").clear();
            browser.waitFor("input[name=vector]").sendKeys(row(4), Keys.ENTER);
            browser.waitFor("ol[aria-label=Hits] li");

            assertThat(browser.texts("ol[aria-label=Hits] .topics").get(0)).isEqualTo("topic 4");
            browser.leave();
        }
    }

    /** The middle of a topic. */
    private static String row(int topic) {
        return IntStream.range(0, Samples.COLUMNS)
                .mapToObj(column -> column == topic ? "6" : "0")
                .collect(Collectors.joining(", "));
    }

    @Test
    void numbersAreDecodedToBars(Browser browser) throws Exception {
        try (Site site = new Site("numbers", folder -> Samples.numbers(folder, 300))) {
            browser.visit(site.address(), "/#turn");
            browser.waitFor(".unit input");

            browser.until("a bar for each column", () -> Optional.of(true)
                    .filter(yes -> browser.all(".values rect").size() == Samples.COLUMNS));
            browser.leave();
        }
    }

    @Test
    void modelAloneHasTheViewsThatCanWork(Browser browser) throws Exception {
        try (Site site = new Site("model", Samples::model)) {
            browser.visit(site.address(), "/");
            browser.waitFor(".diagram");
            assertThat(browser.texts("header nav a")).isEqualTo(List.of("Model", "Turn", "API"));

            browser.open(site.address(), "/#search");
            browser.waitFor(".notice", "nothing to search");
            browser.open(site.address(), "/#turn");
            browser.waitFor(".unit input");
            browser.waitFor(".decoded img");
            browser.leave();
        }
    }

    @Test
    void tokenIsAskedForAndKept(Browser browser) throws Exception {
        WebOptions options = WebOptions.loopback(0).withHost("0.0.0.0", List.of(), TOKEN);
        try (Site site = new Site("numbers", folder -> Samples.numbers(folder, 300), options)) {
            URI address = URI.create("http://127.0.0.1:" + site.address().getPort());
            browser.visit(address, "/#search");
            browser.waitFor("#token input").sendKeys("another one altogether", Keys.ENTER);
            browser.waitFor("#token p", "does not take this token");
            browser.waitFor("#token input").sendKeys(TOKEN, Keys.ENTER);
            browser.waitFor("ol.items li");
            browser.reload();
            browser.waitFor("ol.items li");

            browser.leave();

            // Chromium itself tells of the answers 401.
            assertThat(browser.complaints()).isNotEmpty().allMatch(message -> message.contains("401"));
        }
    }
}
