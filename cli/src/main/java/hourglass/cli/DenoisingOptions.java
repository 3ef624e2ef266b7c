package hourglass.cli;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.TableEncoding;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.SavedModel;
import hourglass.model.Stage;
import hourglass.objective.Corruption;
import hourglass.objective.Emphasis;
import hourglass.objective.Observation;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.train.AutoencoderTrainer;
import hourglass.train.Listener;
import hourglass.train.Outcome;
import hourglass.train.StoppedException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The denoising autoencoder that commands fit on the way, for tables and for all other data. */
final class DenoisingOptions {
    /** So many steps are enough for small data; larger ones get a least number of passes. */
    private static final int STEPS = 3000;

    private static final int LEAST_EPOCHS = 15;
    private static final int MOST_EPOCHS = 400;
    private static final int TABLE_BATCH = 64;
    private static final int BATCH = 128;
    /** Shares of the input that the noise masks, of tables and of other data. */
    private static final Corruption TABLE_NOISE = new Corruption.Masking(0.3);

    private static final Corruption NOISE = new Corruption.Masking(0.25);

    /** Masked cells of a table are what is to be told; the others keep codes from forgetting what is there. */
    private static final Emphasis EMPHASIS = new Emphasis(1, 0.1);

    @Option(
            names = "--layers",
            paramLabel = "SIZES",
            converter = Layers.Converter.class,
            description =
                    "Of the denoising autoencoder that is fitted, as for train (default: three layers of four times"
                            + " the width of a table, at most 512 units; else those of train).")
    private @Nullable Layers layers;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes over the data (default: about 3000 steps, but 15 passes or more).")
    private @Nullable Integer epochs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of everything random (default: ${DEFAULT-VALUE}).")
    private long seed;

    /**
     * Where it is fitted.
     *
     * @param team the threads that share the work
     * @param progress shows how far it is
     * @param interruption Ctrl-C
     */
    record Workplace(ThreadTeam team, Progress progress, Interruption interruption) {}

    long seed() {
        return seed;
    }

    /**
     * Fits to a table.
     *
     * @param data encoded; only for their description
     * @param rows to fit to, with NaN for what is missing
     */
    SavedModel fitTable(Dataset data, TableEncoding encoding, Rows rows, Workplace place) {
        Standardization standardization = encoding.standardization(rows);
        int width = encoding.width();
        int size = Math.min(512, Math.max(64, 4 * width));
        List<Stage> stages = layers == null
                ? Stage.dense(Collections.nCopies(3, size))
                : layers.checkedFor(width).stages();
        AutoencoderTrainer.Builder trainer = AutoencoderTrainer.builder(stages)
                .observation(Observation.GAUSSIAN)
                .missing(true)
                .tied(false)
                .optimizer(Adam.of(1e-3).withWeightDecay(0.01))
                .regularization(Regularization.of(TABLE_NOISE).with(EMPHASIS))
                .batchSize(TABLE_BATCH);
        return fit(data, rows.transformed(standardization), trainer, TABLE_BATCH, place)
                .withTransform(standardization)
                .saved(data, options(TABLE_NOISE, rows.count(), TABLE_BATCH), seed, Version.number(), Instant.now())
                .withTable(encoding);
    }

    /** Fits to images or arrays. */
    SavedModel fit(Dataset data, Workplace place) {
        Layers chosen = (layers == null ? Layers.suiting(data.rows().columns()) : layers)
                .checkedFor(data.rows().columns());
        AutoencoderTrainer.Builder trainer =
                NetworkOptions.builder(chosen, data).regularization(Regularization.of(NOISE));
        return fit(data, data.rows(), trainer, BATCH, place)
                .saved(data, options(NOISE, data.rows().count(), BATCH), seed, Version.number(), Instant.now());
    }

    private Outcome<Autoencoder> fit(
            Dataset data, Rows rows, AutoencoderTrainer.Builder trainer, int batch, Workplace place) {
        place.interruption.watch();
        AutoencoderTrainer ready = trainer.validationShare(0)
                .epochs(epochs(rows.count(), batch))
                .seed(seed)
                .build();
        Listener listener = step -> place.progress.onStep(step) && !place.interruption.isAsked();
        try {
            return ready.fit(rows, listener, null, place.team);
        } catch (StoppedException e) {
            throw new Stopped("%s to %s; nothing was written".formatted(e.getMessage(), data.name()));
        } finally {
            place.progress.end();
        }
    }

    private int epochs(int rows, int batch) {
        if (epochs == null) {
            long passes = (long) STEPS * batch / rows;
            return (int) Math.max(LEAST_EPOCHS, Math.min(MOST_EPOCHS, passes));
        }
        if (epochs < 1) {
            throw new InputException("--epochs", "", "cannot be " + epochs, "give 1 or more");
        }
        return epochs;
    }

    private Map<String, Object> options(Corruption corruption, int rows, int batch) {
        return Map.of("corruption", corruption.toString(), "epochs", epochs(rows, batch), "batch-size", batch);
    }
}
