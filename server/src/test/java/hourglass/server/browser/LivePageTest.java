package hourglass.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.Dataset;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Activation;
import hourglass.persistence.FittedModel;
import hourglass.server.live.LiveTraining;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Initialization;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The page of a training. */
@BrowserTest
final class LivePageTest {
    private static final Dataset DIGITS = PenDigits.of(3000, 5);

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

    private static void waitForPictures(Browser browser, int charts) {
        browser.until("charts and two pictures", () -> Optional.of(true)
                .filter(yes -> browser.all(".chart canvas").size() >= charts)
                .filter(yes -> browser.all("img").size() == 2));
    }

    private static List<Integer> widths(Browser browser) {
        return browser.strings("return [...document.images].map(image => image.naturalWidth)").stream()
                .map(Integer::valueOf)
                .toList();
    }

    @Test
    void showsATrainingWhileItRunsAndKeepsItsEnd(Browser browser) throws Exception {
        browser.size(1100, 1170);
        try (ThreadTeam team = ThreadTeam.of(1)) {
            CompletableFuture<FittedModel> fit;
            try (LiveTraining live = LiveTraining.start(DIGITS, 0)) {
                fit = CompletableFuture.supplyAsync(() -> train(live, team));
                browser.open(live.address());
                waitForPictures(browser, 3);
                assertThat(browser.texts("h1")).containsExactly("Training on " + DIGITS.name());
                assertThat(browser.waitFor(".state").getText())
                        .contains("Training: fine-tuning", "epoch", "left of this stage");
                assertThat(widths(browser))
                        .allSatisfy(width -> assertThat(width).isPositive());
                assertThat(browser.barriers()).as("while it runs").isEmpty();
                browser.until(
                        "more than 70 % done",
                        () -> Optional.of(true).filter(yes ->
                                (boolean) browser.run("return document.querySelector('progress').value > 0.7")));
                browser.screenshot(Path.of("target", "live.png"));
                fit.get();
                browser.waitFor(".state.finished");
            }
            assertThat(browser.waitFor(".state").getText()).contains("The training is finished.");
            assertThat(browser.waitFor("section figcaption").getText()).contains("RBM 784-250", "after epoch 8");
            assertThat(widths(browser))
                    .as("pictures once the server is gone")
                    .hasSize(2)
                    .allSatisfy(width -> assertThat(width).isPositive());
        }
    }

    @Test
    void fitsAPhoneAndDarkMode(Browser browser) throws Exception {
        browser.size(400, 800);
        browser.theme("dark");
        try (ThreadTeam team = ThreadTeam.of(1);
                LiveTraining live = LiveTraining.start(DIGITS, 0)) {
            CompletableFuture<FittedModel> fit = CompletableFuture.supplyAsync(() -> train(live, team));
            browser.open(live.address());
            waitForPictures(browser, 1);
            assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                    .as("nothing is cut off at the right")
                    .isEqualTo(true);
            assertThat(browser.barriers()).as("in dark mode").isEmpty();
            browser.screenshot(Path.of("target", "live-dark.png"));
            fit.get();
            browser.waitFor(".state.finished");
        }
    }

    @Test
    void saysThatATrainingIsLostWithoutItsServer(Browser browser) {
        try (LiveTraining live = LiveTraining.start(DIGITS, 0)) {
            browser.open(live.address());
            browser.waitFor(".state", "starting");
        }
        assertThat(browser.waitFor(".state.failed").getText()).contains("the command ended before the training");
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("ERR_CONNECTION_REFUSED"));
    }
}
