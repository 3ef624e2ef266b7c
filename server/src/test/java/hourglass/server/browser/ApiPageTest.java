package hourglass.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.server.browser.InBrowser.Digits;
import java.util.List;
import org.junit.jupiter.api.Test;

@BrowserTest
final class ApiPageTest {
    @Test
    void everyOperationOfTheDescriptionIsShownWithAnExample(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/api");
        browser.waitFor(".operation");
        List<?> operations = (List<?>) browser.await("""
                const { paths } = await (await fetch('/openapi.json')).json();
                return Object.entries(paths).flatMap(([path, item]) => Object.keys(item)
                  .filter(method => /^(get|post|put|patch|delete)$/.test(method)).map(method => method.toUpperCase() + ' ' + path));
                """);

        assertThat(
                        browser.strings(
                                "return [...document.querySelectorAll('.operation h3')].map(e => e.textContent.trim().replace(/\\s+/g, ' '))"))
                .containsExactlyInAnyOrderElementsOf(
                        operations.stream().map(String::valueOf).toList());
        assertThat(browser.texts(".operation pre"))
                .hasSameSizeAs(operations)
                .allMatch(example -> example.startsWith("curl ")
                        && example.contains(digits.address().getAuthority()));
    }

    @Test
    void answersOpenToWhatTheyHold(Browser browser, Digits digits) {
        browser.visit(digits.address(), "/api");
        browser.click(".operation details summary", "200");

        browser.waitFor(".operation details[open] table, .operation details[open] .hint");
    }
}
