package hourglass.cli.anomaly;

import hourglass.anomaly.References;
import hourglass.cli.help.Advanced;
import hourglass.cli.help.Epochs;
import hourglass.cli.help.Group;
import hourglass.cli.help.Heading;
import hourglass.cli.option.EpochsOption;
import hourglass.cli.option.Layers;
import hourglass.cli.option.NetworkOptions;
import hourglass.cli.option.SeedOption;
import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Progress;
import hourglass.cli.terminal.Stopped;
import hourglass.data.Dataset;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.table.TableEncoding;
import hourglass.matrix.ThreadTeam;
import hourglass.network.LayerSpec;
import hourglass.objective.Corruption;
import hourglass.objective.Emphasis;
import hourglass.objective.Likelihood;
import hourglass.objective.Regularization;
import hourglass.optim.Adam;
import hourglass.persistence.FittedModel;
import hourglass.train.AutoencoderTrainer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The denoising autoencoder that commands fit on the way, for tables and for all other data. */
@Advanced
@Group(Heading.TRAINING)
final class DenoisingOptions {
    /** So many steps are enough for small tables; larger ones get a least number of passes. */
    private static final int STEPS = 3000;

    /** Cells that a fit reads, epoch by epoch: ten seconds of a core for each ten million. */
    private static final long MOST_CELLS = 500_000_000;

    /** Weights of the first and the last layer together: a wide table gets smaller layers, and the fit some 200 MB. */
    private static final int MOST_WEIGHTS = 1 << 24;

    private static final int LEAST_UNITS = 64;
    private static final int MOST_UNITS = 512;
    private static final int LEAST_EPOCHS = 15;
    private static final int MOST_EPOCHS = 400;
    private static final int BATCH = 64;
    private static final Corruption NOISE = new Corruption.Masking(0.3);
    /** Images are predicted from few of their pixels, and trained briefly: else anomalous ones are predicted as well. */
    private static final Corruption IMAGE_NOISE = new Corruption.Masking(0.7);

    private static final int IMAGE_STEPS = 500;
    private static final int IMAGE_UNITS = 500;

    /** Masked cells of a table count most; the others keep the codes from ignoring what is known. */
    private static final Emphasis EMPHASIS = new Emphasis(1, 0.1);

    @Option(
            names = "--layers",
            paramLabel = "SIZES",
            converter = Layers.Converter.class,
            description =
                    "Encoder layers of the denoising autoencoder, as for train (default: three layers of four times the"
                            + " width of a table, 64 to 512 units, and fewer above 16,000 columns; 500 units for images).")
    private @Nullable Layers layers;

    @Mixin
    @Epochs("15 or more, for about 3000 steps or 500 million cells; for images 10 or more, for 500 steps")
    private EpochsOption epochs;

    @Mixin
    private SeedOption seed;

    /**
     * Where it is fitted.
     *
     * @param team the threads that share the work
     * @param progress shows how far it is
     * @param interruption Ctrl-C
     */
    public record Workplace(ThreadTeam team, Progress progress, Interruption interruption) {
        /** Shows how many rows of a pass are done, until Ctrl-C. */
        public IntConsumer watcher(String name) {
            interruption.watch();
            return done -> {
                if (interruption.isInterrupted()) {
                    throw new Stopped("stopped while %s; nothing was written".formatted(name));
                }
                progress.show(name, done);
            };
        }
    }

    public long seed() {
        return seed.value();
    }

    /**
     * Fits to a table.
     *
     * @param data encoded; only for their description
     * @param rows to fit to, with NaN for what is missing
     * @param robustly whether only the typical rows are learnt, since there may be anomalies among them
     */
    public FittedModel fitTable(Dataset data, TableEncoding encoding, Rows rows, boolean robustly, Workplace place) {
        Standardization standardization = encoding.standardization(rows);
        References references = References.of(rows, encoding, standardization);
        Rows learnt = robustly ? references.typical(rows, place.team) : rows;
        AutoencoderTrainer.Builder trainer =
                trainer(data).likelihood(Likelihood.GAUSSIAN).missing(true);
        return fit(
                        new Dataset(data.name(), learnt, data.columnNames(), null, null),
                        trainer.transform(standardization),
                        place)
                .withOptions(options(data))
                .withTable(encoding)
                .withReferences(references.rows());
    }

    /** Fits to images or arrays. */
    public FittedModel fit(Dataset data, Workplace place) {
        return fit(data, trainer(data), place).withOptions(options(data));
    }

    /** The share that a model's noise masked, 0 if it was fitted without such noise. */
    public static double masking(FittedModel saved) {
        Object corruption = saved.fit().options().get("corruption");
        return corruption instanceof String text && Corruption.of(text) instanceof Corruption.Masking noise
                ? noise.probability()
                : 0;
    }

    private AutoencoderTrainer.Builder trainer(Dataset data) {
        boolean images = data.imageShape() != null;
        int columns = data.rows().columns();
        Layers otherwise =
                new Layers(LayerSpec.dense(images ? List.of(IMAGE_UNITS) : Collections.nCopies(3, units(columns))));
        AutoencoderTrainer.Builder trainer =
                NetworkOptions.builder((layers == null ? otherwise : layers).checkedFor(columns), data);
        return images
                ? trainer.regularization(Regularization.of(IMAGE_NOISE))
                : trainer.tied(false)
                        .optimizer(Adam.of(1e-3).withWeightDecay(0.01))
                        .regularization(Regularization.of(NOISE).with(EMPHASIS))
                        .batchSize(BATCH);
    }

    private FittedModel fit(Dataset data, AutoencoderTrainer.Builder trainer, Workplace place) {
        AutoencoderTrainer ready = trainer.validationShare(0)
                .epochs(epochs(data))
                .seed(seed.value())
                .build();
        try {
            return place.interruption.run(
                    place.progress,
                    listener -> ready.fit(data, listener, null, place.team),
                    "nothing was written for " + data.name());
        } finally {
            place.progress.end();
        }
    }

    private int epochs(Dataset data) {
        Integer given = epochs.given();
        if (given != null) {
            return given;
        }
        return epochs(data.rows().count(), data.rows().columns(), data.imageShape() != null);
    }

    /** As many as a fit of so many rows has by default; a wide table is seen as often as takes some minutes. */
    static int epochs(int rows, int columns, boolean images) {
        if (images) {
            return Math.max(10, Math.min(MOST_EPOCHS, IMAGE_STEPS * 128 / rows));
        }
        int affordable = (int) Math.min(MOST_EPOCHS, MOST_CELLS / ((long) rows * columns));
        return Math.max(LEAST_EPOCHS, Math.min(affordable, STEPS * BATCH / rows));
    }

    /** As many as a layer has by default. */
    static int units(int columns) {
        int affordable = Math.min(MOST_UNITS, MOST_WEIGHTS / (2 * columns));
        return Math.max(LEAST_UNITS, Math.min(affordable, 4 * columns));
    }

    private Map<String, Object> options(Dataset data) {
        Corruption noise = data.imageShape() != null ? IMAGE_NOISE : NOISE;
        return Map.of("corruption", noise.toString(), "epochs", epochs(data));
    }
}
