package hourglass.server.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.optim.Sgd;
import hourglass.persistence.FittedModel;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.DivergenceException;
import hourglass.train.Epoch;
import hourglass.train.Initialization;
import hourglass.train.Listener;
import hourglass.train.Stage;
import hourglass.train.Step;
import hourglass.train.StoppedException;
import hourglass.train.WeightInitializer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LiveTrainingTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(2);
    private static final Dataset DIGITS = PenDigits.of(300, 5);
    private static final FittedModel FITTED =
            AutoencoderTrainer.builder(40, 6).epochs(1).build().fit(DIGITS, Listener.NONE, null, TEAM);

    @AfterAll
    static void close() {
        TEAM.close();
    }

    /** A training whose steps the test lets through one by one. */
    private static final class Steps implements Function<Listener, FittedModel> {
        private static final int BATCHES = 4;

        private final Semaphore permitted = new Semaphore(0);
        private final Semaphore taken = new Semaphore(0);
        private final AtomicInteger copies = new AtomicInteger();
        private final int epochs;

        Steps(int epochs) {
            this.epochs = epochs;
        }

        @Override
        public FittedModel apply(Listener listener) {
            listener.onStage(new Stage("fine-tuning", List.of(), this::copy));
            for (int i = 0; i < epochs * BATCHES; i++) {
                permitted.acquireUninterruptibly();
                listener.onStep(
                        new Step("fine-tuning", i / BATCHES + 1, epochs, i % BATCHES + 1, BATCHES, 100.0 / (i + 1)));
                if (i % BATCHES == BATCHES - 1) {
                    listener.onEpoch("fine-tuning", new Epoch(i / BATCHES + 1, 50.0 / (i + 1), Double.NaN, 1));
                }
                taken.release();
            }
            return FITTED;
        }

        private FittedModel copy() {
            copies.incrementAndGet();
            return FITTED;
        }

        /** Lets some steps happen, and waits until they have. */
        void take(int steps) {
            permitted.release(steps);
            taken.acquireUninterruptibly(steps);
        }
    }

    private static CompletableFuture<FittedModel> begin(LiveTraining live, Function<Listener, FittedModel> fit) {
        return CompletableFuture.supplyAsync(() -> live.follow(Listener.NONE, fit));
    }

    @Test
    void aTrainingThatIsWatchedEndsWithTheSameBits() throws Exception {
        AutoencoderTrainer trainer = AutoencoderTrainer.builder(40, 6)
                .activation(Activation.SIGMOID)
                .initialization(Initialization.Rbms.of(3))
                .epochs(20)
                .batchSize(20)
                .build();
        FittedModel alone = trainer.fit(DIGITS, Listener.NONE, null, TEAM);
        try (LiveTraining live = LiveTraining.start(DIGITS, 0);
                EventReader events = EventReader.open(live.address())) {
            EventReader.Told run = events.next();
            CompletableFuture<FittedModel> watched = begin(live, listener -> trainer.fit(DIGITS, listener, null, TEAM));
            List<EventReader.Told> told = events.rest();
            assertThat(run.type()).isEqualTo("run");
            assertThat(parameters(watched.get())).isEqualTo(parameters(alone));
            assertThat(told)
                    .extracting(EventReader.Told::type)
                    .startsWith("losses")
                    .contains("progress", "view")
                    .endsWith("view", "end");
            assertThat(told)
                    .filteredOn(event -> event.type().equals("losses"))
                    .extracting(event -> event.data().get("name").asText())
                    .contains("RBM 784-40", "RBM 40-6", "fine-tuning");
        }
    }

    private static float[] parameters(FittedModel model) {
        return model.bareModel(Autoencoder.class).parameters();
    }

    @Test
    void aClientThatComesLateIsToldAllThatWasBefore() throws Exception {
        try (LiveTraining live = LiveTraining.start(DIGITS, 0)) {
            Steps steps = new Steps(3);
            CompletableFuture<FittedModel> fit = begin(live, steps);
            steps.take(6);
            try (EventReader events = EventReader.open(live.address())) {
                JsonNode run = events.next().data();
                assertThat(run.get("data").asText()).isEqualTo(DIGITS.name());
                assertThat(run.get("rows").asInt()).isEqualTo(300);
                JsonNode losses = events.next().data();
                assertThat(losses.get("batches").get("epochs")).hasSize(6);
                assertThat(losses.get("batches").get("losses").get(3).asDouble())
                        .isEqualTo(25);
                assertThat(losses.get("last").get("number").asInt()).isEqualTo(1);
                assertThat(losses.get("training").get("losses").get(0).asDouble())
                        .isEqualTo(12.5);
                JsonNode progress = events.next().data();
                assertThat(progress.get("step").get("batch").asInt()).isEqualTo(2);
                assertThat(progress.get("share").asDouble()).isEqualTo(0.5);
                steps.take(6);
                fit.get();
                assertThat(events.next("end").get("state").asText()).isEqualTo("finished");
            }
        }
    }

    @Test
    void theModelIsCopiedOnlyWhileSomebodyLooksOnAndSeldom() throws Exception {
        try (LiveTraining live = LiveTraining.start(DIGITS, 0)) {
            Steps steps = new Steps(100);
            CompletableFuture<FittedModel> fit = begin(live, steps);
            steps.take(20);
            assertThat(steps.copies).as("without a client").hasValue(0);
            try (EventReader events = EventReader.open(live.address())) {
                events.next("progress");
                steps.take(20);
                events.next("view");
                steps.take(200);
                assertThat(steps.copies).as("within two seconds").hasValue(1);
            }
            steps.take(160);
            fit.get();
        }
    }

    @Test
    void imagesAreShownAsPicturesOfFiltersAndReconstructions() throws Exception {
        try (LiveTraining live = LiveTraining.start(DIGITS, 0);
                EventReader events = EventReader.open(live.address())) {
            events.next("run");
            CompletableFuture<FittedModel> fit = begin(live, listener -> FITTED);
            JsonNode view = events.next("view");
            JsonNode filters = view.get("filters");
            assertThat(filters.get("count").asInt()).isEqualTo(40);
            BufferedImage tiles = decoded(filters.get("picture"));
            assertThat(tiles.getWidth()).as("16 filters of 28 pixels, doubled").isEqualTo(16 * (2 * 28 + 2) + 2);
            assertThat(tiles.getHeight()).as("3 rows of them").isEqualTo(3 * (2 * 28 + 2) + 2);
            BufferedImage pairs = decoded(view.get("reconstructions").get("picture"));
            assertThat(pairs.getWidth()).as("10 digits").isEqualTo(10 * (2 * 28 + 2) + 2);
            assertThat(pairs.getHeight()).as("data and reconstructions").isEqualTo(2 * (2 * 28 + 2) + 2);
            assertThat(view.get("reconstructions").get("table").isNull()).isTrue();
            assertThat(fit.get()).isSameAs(FITTED);
        }
    }

    private static BufferedImage decoded(JsonNode picture) throws IOException {
        String source = picture.get("source").asText();
        String head = "data:image/png;base64,";
        assertThat(source).startsWith(head);
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(source.substring(head.length()))));
        assertThat(picture.get("width").asInt()).isEqualTo(image.getWidth());
        assertThat(picture.get("height").asInt()).isEqualTo(image.getHeight());
        return image;
    }

    @Test
    void numbersAreShownAsATable() throws Exception {
        float[] values = new float[200 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i) * (i % 3 + 1);
        }
        Dataset table = new Dataset("sines", Rows.of(values, 3), List.of("length", "width", "größe"), null, null);
        FittedModel model = AutoencoderTrainer.builder(4, 2).epochs(1).build().fit(table, Listener.NONE, null, TEAM);
        try (LiveTraining live = LiveTraining.start(table, 0);
                EventReader events = EventReader.open(live.address())) {
            events.next("run");
            CompletableFuture<FittedModel> fit = begin(live, listener -> model);
            JsonNode view = events.next("view");
            assertThat(view.get("filters").isNull()).isTrue();
            JsonNode shown = view.get("reconstructions").get("table");
            assertThat(shown.get("columns")).extracting(JsonNode::asText).containsExactly("length", "width", "größe");
            assertThat(shown.get("data")).hasSize(10);
            assertThat(shown.get("data").get(0))
                    .extracting(JsonNode::asText)
                    .containsExactly("0.000", "1.683", "2.728");
            assertThat(shown.get("reconstructions")).hasSize(10).allSatisfy(row -> assertThat(row)
                    .hasSize(3));
            assertThat(fit.get()).isSameAs(model);
        }
    }

    @Test
    void aClientThatReadsNothingHoldsUpNeitherTheTrainingNorItsEnd() throws Exception {
        try (Socket deaf = new Socket()) {
            long begin;
            try (LiveTraining live = LiveTraining.start(DIGITS, 0)) {
                deaf.setReceiveBufferSize(1024);
                URI address = live.address();
                deaf.connect(new InetSocketAddress(address.getHost(), address.getPort()));
                deaf.getOutputStream()
                        .write("GET /events HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                Steps steps = new Steps(10_000);
                CompletableFuture<FittedModel> fit = begin(live, steps);
                begin = System.nanoTime();
                steps.take(40_000);
                assertThat(fit.get()).isSameAs(FITTED);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
                begin = System.nanoTime();
            }
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aClientThatLeftIsForgotten() throws Exception {
        try (LiveTraining live = LiveTraining.start(DIGITS, 0)) {
            Steps steps = new Steps(1000);
            CompletableFuture<FittedModel> fit = begin(live, steps);
            try (EventReader events = EventReader.open(live.address())) {
                events.next("losses");
            }
            // Writing to a connection that is closed fails the second time at the latest.
            for (int i = 0; i < 4; i++) {
                steps.take(1);
                TimeUnit.MILLISECONDS.sleep(600);
            }
            int copies = steps.copies.get();
            TimeUnit.MILLISECONDS.sleep(2000);
            steps.take(10);
            assertThat(steps.copies).hasValue(copies);
            steps.take(4 * 1000 - 14);
            fit.get();
        }
    }

    @Test
    void aTrainingThatIsStoppedOrFailsSaysSo() throws Exception {
        AutoencoderTrainer trainer = AutoencoderTrainer.builder(40, 6).epochs(2).build();
        try (LiveTraining live = LiveTraining.start(DIGITS, 0);
                EventReader events = EventReader.open(live.address())) {
            assertThatThrownBy(() -> live.follow(step -> false, listener -> trainer.fit(DIGITS, listener, null, TEAM)))
                    .isInstanceOf(StoppedException.class);
            assertThat(events.next("end").get("state").asText()).isEqualTo("stopped");
        }
        AutoencoderTrainer hopeless = AutoencoderTrainer.builder(40, 6)
                .initialization(new Initialization.Random(WeightInitializer.HE))
                .optimizer(Sgd.of(1e30, 0.9))
                .epochs(5)
                .build();
        try (LiveTraining live = LiveTraining.start(DIGITS, 0);
                EventReader events = EventReader.open(live.address())) {
            assertThatThrownBy(() -> live.follow(Listener.NONE, listener -> hopeless.fit(DIGITS, listener, null, TEAM)))
                    .isInstanceOf(DivergenceException.class);
            JsonNode end = events.next("end");
            assertThat(end.get("state").asText()).isEqualTo("failed");
            assertThat(end.get("message").asText()).contains("diverged");
        }
    }

    @Test
    void aPortThatIsTakenIsRefused() {
        try (LiveTraining live = LiveTraining.start(DIGITS, 0)) {
            int port = live.address().getPort();
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> LiveTraining.start(DIGITS, port).close())
                    .withMessageContaining(Objects.toString(port));
        }
    }
}
