package hourglass.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hourglass.data.Dataset;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Activation;
import hourglass.persistence.FittedModel;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Initialization;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page of a training in a real browser; passed over where there is none. */
@Tag("browser")
class LivePageTest {
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Dataset DIGITS = PenDigits.of(3000, 5);
    private static final Duration WAIT = Duration.ofSeconds(30);

    private static ChromeDriver browser;

    @BeforeAll
    static void open() {
        assumeTrue(Files.isExecutable(DRIVER), "there is no Chromium with its driver, " + DRIVER);
        ChromeOptions options = new ChromeOptions();
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.SEVERE);
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
    }

    @AfterAll
    static void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    /** Slowed down, so that there is something to look at. */
    private static FittedModel train(LiveTraining live, ThreadTeam team) {
        AutoencoderTrainer trainer = AutoencoderTrainer.builder(250, 30)
                .activation(Activation.SIGMOID)
                .initialization(Initialization.Rbms.of(8))
                .epochs(12)
                .batchSize(50)
                .build();
        return live.follow(
                step -> {
                    try {
                        Thread.sleep(5);
                    } catch (InterruptedException e) {
                        return false;
                    }
                    return true;
                },
                listener -> trainer.fit(DIGITS, listener, null, team));
    }

    @Test
    void showsATrainingWhileItRunsAndKeepsItsEnd() throws Exception {
        browser.manage().window().setSize(new Dimension(1100, 1170));
        try (ThreadTeam team = ThreadTeam.of(1)) {
            CompletableFuture<FittedModel> fit;
            try (LiveTraining live = LiveTraining.start(DIGITS, 0)) {
                fit = CompletableFuture.supplyAsync(() -> train(live, team));
                browser.get(live.address().toString());
                await("return document.querySelectorAll('.chart canvas').length == 3"
                        + " && document.querySelectorAll('img').length == 2");
                assertThat(text("h1")).isEqualTo("Training on " + DIGITS.name());
                assertThat(text(".state")).contains("Training: fine-tuning", "epoch", "left of this stage");
                assertThat(widths("img")).allSatisfy(width -> assertThat(width).isPositive());
                assertThat(violations()).as("accessibility while it runs").isEmpty();
                await("return document.querySelector('progress').value > 0.7");
                Files.write(Path.of("target", "live.png"), browser.getScreenshotAs(OutputType.BYTES));
                fit.get();
                await("return document.querySelector('.state.finished') != null");
            }
            assertThat(text(".state")).contains("The training is finished.");
            assertThat(text("section figcaption")).contains("RBM 784-250", "after epoch 8");
            assertThat(widths("img"))
                    .as("pictures once the server is gone")
                    .hasSize(2)
                    .allSatisfy(width -> assertThat(width).isPositive());
            assertThat(log()).isEmpty();
        }
    }

    @Test
    void fitsAPhoneAndDarkMode() throws Exception {
        browser.manage().window().setSize(new Dimension(400, 800));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
        try (ThreadTeam team = ThreadTeam.of(1);
                LiveTraining live = LiveTraining.start(DIGITS, 0)) {
            CompletableFuture<FittedModel> fit = CompletableFuture.supplyAsync(() -> train(live, team));
            browser.get(live.address().toString());
            await("return document.querySelectorAll('.chart canvas').length > 0"
                    + " && document.querySelectorAll('img').length == 2");
            assertThat(run("return document.documentElement.scrollWidth <= innerWidth"))
                    .as("nothing is cut off at the right")
                    .isEqualTo(true);
            assertThat(violations()).as("accessibility in dark mode").isEmpty();
            Files.write(Path.of("target", "live-dark.png"), browser.getScreenshotAs(OutputType.BYTES));
            fit.get();
        } finally {
            browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        }
    }

    @Test
    void saysThatATrainingIsLostWithoutItsServer() {
        URI address;
        try (LiveTraining live = LiveTraining.start(DIGITS, 0)) {
            address = live.address();
            browser.get(address.toString());
            await("return document.querySelector('.state').textContent.includes('starting')");
        }
        await("return document.querySelector('.state.failed') != null");
        assertThat(text(".state")).contains("the command ended before the training");
    }

    private static Object run(String script) {
        return Objects.requireNonNull(((JavascriptExecutor) browser).executeScript(script));
    }

    private static void await(String condition) {
        new WebDriverWait(browser, WAIT).until(driver -> Boolean.TRUE.equals(run(condition)));
    }

    private static String text(String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    private static List<Integer> widths(String selector) {
        return browser.findElements(By.cssSelector(selector)).stream()
                .map(element -> Integer.valueOf(naturalWidth(element)))
                .toList();
    }

    private static String naturalWidth(WebElement image) {
        return Objects.requireNonNull(image.getDomProperty("naturalWidth"));
    }

    private static List<?> violations() throws Exception {
        try (InputStream axe = Objects.requireNonNull(
                LivePageTest.class.getResourceAsStream("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js"))) {
            browser.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        return (List<?>)
                Objects.requireNonNull(
                        browser.executeAsyncScript(
                                "const done = arguments[arguments.length - 1];"
                                        + "axe.run().then(result => done(result.violations.map(one => one.id + ': ' + one.nodes.map(n => n.html).join(' | '))))"));
    }

    /** What the browser complains of. */
    private static List<String> log() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }
}
