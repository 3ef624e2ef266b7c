package hourglass.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A hundred thousand points. The bounds leave room for a machine that is busy with other things. */
@BrowserTest
final class MapSpeedTest {
    private static final int POINTS = 100_000;

    private static Site site;

    @BeforeAll
    static void start() {
        site = new Site("numbers", folder -> Samples.numbers(folder, POINTS));
    }

    @AfterAll
    static void stop() throws Exception {
        site.close();
    }

    @Test
    void mapIsThereAtOnceAndMovesSmoothly(Browser browser) {
        // The server computes the map once, whoever asks for it first.
        browser.visit(site.address(), "/#map");
        drawn(browser);
        browser.open(site.address(), "/#map");
        double first = drawn(browser);
        Object measured = browser.await("""
                const canvas = document.querySelector('.plane canvas');
                const box = canvas.getBoundingClientRect();
                const pointer = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type,
                  { clientX: box.left + x, clientY: box.top + y, pointerId: 1, button: 0, bubbles: true }));
                canvas.setPointerCapture = () => {};
                pointer('pointerdown', 300, 300);
                const start = performance.now();
                let frames = 0;
                while (performance.now() < start + 2000) {
                  await new Promise(requestAnimationFrame);
                  frames++;
                  pointer('pointermove', 300 + 90 * Math.sin(frames / 10), 300 + 60 * Math.cos(frames / 8));
                }
                pointer('pointerup', 300, 300);
                return 1000 * frames / (performance.now() - start);
                """);
        browser.leave();
        double framesPerSecond = ((Number) measured).doubleValue();
        System.out.printf(
                "Map of %,d points: first drawn %.2f s after the page was asked for, %.0f frames/s while it is dragged%n",
                POINTS, first / 1000, framesPerSecond);

        assertThat(first).as("milliseconds until the map is drawn").isLessThan(4000);
        assertThat(framesPerSecond).as("frames a second while it is dragged").isGreaterThan(15);
    }

    private static double drawn(Browser browser) {
        return browser.until("the map is drawn", () -> Optional.ofNullable(
                        (Number) browser.run("return performance.getEntriesByName('map drawn')[0]?.startTime ?? null"))
                .map(Number::doubleValue));
    }
}
