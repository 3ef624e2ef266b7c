package hourglass.server.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Chromium without a window, and what a user does and sees in it. */
final class Browser implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String AXE = resource("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts it; empty where no Chromium or no driver is installed. */
    static Optional<Browser> start() {
        Optional<Path> chromium = program(System.getenv("CHROME"), "chromium", "chromium-browser", "google-chrome");
        Optional<Path> chromedriver = program(System.getenv("CHROMEDRIVER"), "chromedriver");
        if (chromium.isEmpty() || chromedriver.isEmpty()) {
            return Optional.empty();
        }
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.get().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--hide-scrollbars",
                "--window-size=1280,860");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        // Else Selenium would look for one in the network.
        System.setProperty("webdriver.chrome.driver", chromedriver.get().toString());
        return Optional.of(new Browser(new ChromeDriver(options)));
    }

    private static Optional<Path> program(String given, String... names) {
        Stream<Path> onPath = Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name)));
        return Stream.concat(Optional.ofNullable(given).map(Path::of).stream(), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }

    // --- where it is, and how it looks at it

    /** Opens an address as one who has never been here. */
    void visit(URI site, String address) {
        driver.executeCdpCommand(
                "Storage.clearDataForOrigin",
                Map.of("origin", "http://" + site.getAuthority(), "storageTypes", "local_storage"));
        open(site, address);
    }

    /** Opens an address anew, with all that the page remembers. */
    void open(URI site, String address) {
        open(site.resolve(address));
        waitFor("#main > *");
    }

    void open(URI address) {
        leave();
        driver.get(address.toString());
    }

    /** Leaves the page, before its server ends. */
    void leave() {
        driver.get("about:blank");
    }

    void back() {
        driver.navigate().back();
    }

    void reload() {
        driver.navigate().refresh();
        waitFor("#main > *");
    }

    String address() {
        return driver.getCurrentUrl();
    }

    String title() {
        return driver.getTitle();
    }

    /** What the page is of a width and height in CSS pixels. */
    void size(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    void theme(String theme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", theme))));
    }

    // --- what is there

    WebElement waitFor(String css) {
        return until("there is " + css, () -> driver.findElements(By.cssSelector(css)).stream()
                .findFirst());
    }

    /** Waits for an element that holds a text. */
    WebElement waitFor(String css, String text) {
        return until(
                "there is %s with '%s'".formatted(css, text), () -> driver.findElements(By.cssSelector(css)).stream()
                        .filter(element -> element.getText().contains(text))
                        .findFirst());
    }

    /** The text of the first element that holds a part, as it is then. */
    String text(String css, String part) {
        return until(
                "there is %s with '%s'".formatted(css, part),
                () -> texts(css).stream().filter(text -> text.contains(part)).findFirst());
    }

    /** Waits until nothing is on its way any more. */
    void settle() {
        waitUntilGone("[aria-busy=true], .waiting");
    }

    void waitUntilGone(String css) {
        until("there is no " + css, () -> Optional.of(true).filter(yes -> all(css).isEmpty()));
    }

    /** Waits for an answer to a question about the page. */
    <T> T until(String what, Supplier<Optional<T>> question) {
        return new WebDriverWait(driver, PATIENCE, Duration.ofMillis(40))
                .ignoring(StaleElementReferenceException.class)
                .withMessage(() -> what + "; the page has: "
                        + driver.findElement(By.tagName("body")).getText())
                .until(ignored -> question.get().orElse(null));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    List<String> texts(String css) {
        return strings("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent.trim())", css);
    }

    List<String> strings(String script, Object... arguments) {
        return ((List<?>) run(script, arguments)).stream().map(String::valueOf).toList();
    }

    Object run(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs a script with an `await` in it. */
    Object await(String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(PATIENCE);
        return driver.executeAsyncScript(
                "const done = arguments[arguments.length - 1]; (async function() {" + script
                        + "}).apply(null, arguments).then(done)",
                arguments);
    }

    // --- what the user does

    void click(String css) {
        waitFor(css).click();
    }

    void click(String css, String text) {
        waitFor(css, text).click();
    }

    Actions hands() {
        return new Actions(driver);
    }

    void press(CharSequence... keys) {
        hands().sendKeys(keys).perform();
    }

    /** Presses the tab key until the focus is on what matches. */
    void tabTo(String css) {
        for (int i = 0; i < 60; i++) {
            if (Boolean.TRUE.equals(run("return document.activeElement.matches(arguments[0])", css))) {
                return;
            }
            press(Keys.TAB);
        }
        throw new AssertionError("60 times the tab key, and " + css + " has no focus");
    }

    String focused() {
        return String.valueOf(run("return document.activeElement.textContent.trim()"));
    }

    /** Moves a slider as a hand does. */
    void slide(String css, double value) {
        run(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))",
                waitFor(css),
                value);
    }

    void screenshot(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // --- what is wrong

    /** What axe-core finds wrong for users of assistive technology, by all its rules or by some. */
    List<String> barriers(String... rules) {
        run(AXE);
        Object found = await("""
                const { violations } = await axe.run(arguments[0].length ? { runOnly: arguments[0] } : {});
                return violations.flatMap(v => v.nodes.map(n => v.id + ': ' + n.html.slice(0, 200) + ' ' + n.failureSummary));
                """, List.of(rules));
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    /**
     * Errors and warnings of the console since the last call, but that of the pixels that axe-core reads.
     */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !message.contains("willReadFrequently"))
                .toList();
    }

    /** Addresses that were asked for since the last call. */
    List<String> requests() {
        List<String> requests = new ArrayList<>();
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            try {
                JsonNode message = JSON.readTree(entry.getMessage()).path("message");
                if (message.path("method").asText().equals("Network.requestWillBeSent")) {
                    requests.add(message.at("/params/request/url").asText());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return requests;
    }

    private static String resource(String name) {
        try (InputStream in = Browser.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
