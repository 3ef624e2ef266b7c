package hourglass.spark;

import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Network;
import hourglass.optim.ConjugateGradients;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.Lbfgs;
import hourglass.optim.Optimizer;
import hourglass.persistence.DataDescription;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import hourglass.persistence.Version;
import hourglass.random.Seeds;
import hourglass.train.WeightInitializer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/**
 * One training on a cluster. Between two steps of a full-batch optimiser, and between some epochs of mini-batches, the driver
 * holds all that the next one needs, so that a lost executor costs that one.
 *
 * @param data to fit to
 * @param config of the network
 * @param method of optimisation
 * @param iterations epochs of mini-batches, or line searches over all rows
 * @param batchSize of mini-batches
 * @param optimizer of mini-batches
 * @param seed of everything random
 */
record ClusterTraining(
        TrainingData data,
        AutoencoderConfig config,
        Method method,
        int iterations,
        int batchSize,
        OptimizerConfig optimizer,
        long seed) {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterTraining.class);

    /** Line searches before the driver logs where it is. */
    private static final int STEP = 10;

    /** Epochs are run together that take about so long: what a lost executor costs, beside which moving the state costs little. */
    private static final double JOB_SECONDS = 60;

    /** Rows that thresholds are chosen by. */
    private static final int SAMPLE = 10_000;

    /** What a loss may be times the first one, and come back. */
    private static final double HOPELESS = 1e6;

    /** How the loss is made small. */
    enum Method {
        ADAM,
        SGD,
        LBFGS,
        CG
    }

    FittedModel fit() {
        long start = System.nanoTime();
        Network network = config.network();
        // As the trainer on one machine draws them.
        float[] parameters = WeightInitializer.HE.parameters(network, Seeds.derive(seed, 1));
        List<Double> losses = new ArrayList<>();
        float[] moved = method == Method.LBFGS || method == Method.CG
                ? fullBatch(network, parameters, losses)
                : miniBatches(parameters, losses);
        double seconds = (System.nanoTime() - start) / 1e9;
        FitDescription fit = new FitDescription(
                config.likelihood().name(),
                data.shape() == null
                        ? Map.of("trainer", toString())
                        : Map.of("trainer", toString(), "white", ItemReader.WHITE),
                seed,
                Version.number(),
                Instant.now(),
                List.of(new FitDescription.Stage("fine-tuning", losses, List.of(), seconds)),
                StopReason.FINISHED);
        DataDescription description = new DataDescription("a DataFrame", data.rows(), List.of(), data.shape(), null);
        FittedModel model = new FittedModel(new Autoencoder(network, moved), config.transform(), description, fit);
        if (data.text() != null) {
            model = model.withText(data.text());
        }
        try (ThreadTeam team = ThreadTeam.of(Runtime.getRuntime().availableProcessors())) {
            return model.binarized(data.sample(SAMPLE), team);
        }
    }

    private float[] fullBatch(Network network, float[] parameters, List<Double> losses) {
        FullBatchLoss function = new FullBatchLoss(data, config, network, seed);
        Optimizer.State<DifferentiableFunction> steps =
                optimizer(STEP).start(network.dimension(), network.weightCount());
        for (int done = 0; done < iterations; done += STEP) {
            if (iterations - done < STEP) {
                steps = optimizer(iterations - done).start(network.dimension(), network.weightCount());
            }
            add(losses, steps.step(function, parameters, 1), done);
        }
        add(losses, function.value(parameters), iterations);
        return parameters;
    }

    private Optimizer<DifferentiableFunction> optimizer(int searches) {
        return method == Method.LBFGS
                ? Lbfgs.of().withIterations(searches).keepingHistory()
                : ConjugateGradients.of().withLineSearches(searches);
    }

    private float[] miniBatches(float[] parameters, List<Double> losses) {
        RDD<RowBlock> blocks = data.blocks().rdd();
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(blocks.context());
        ClassTag<TrainingState> tag = ClassTag$.MODULE$.apply(TrainingState.class);
        TrainingState state = new TrainingState(0, List.of(), parameters, List.of(), 0);
        int count = 1;
        while (state.epoch() < iterations) {
            long start = System.nanoTime();
            count = Math.min(count, iterations - state.epoch());
            Broadcast<TrainingState> before = spark.broadcast(state);
            spark.setJobDescription("autoencoder: epochs %d to %d of %d"
                    .formatted(state.epoch() + 1, state.epoch() + count, iterations));
            MiniBatchEpochs epochs = new MiniBatchEpochs(
                    config, optimizer, before, count, iterations, batchSize, seed, data.firsts(), data.rows());
            // Behind a shuffle Spark runs the stage again if a task is lost; as the last stage of a job it would give
            // up.
            state = blocks.barrier()
                    .mapPartitions(epochs, false, tag)
                    .toJavaRDD()
                    .coalesce(1, true)
                    .collect()
                    .get(0);
            before.destroy();
            for (double loss : state.losses()) {
                add(losses, loss, state.epoch());
            }
            double seconds = (System.nanoTime() - start) / 1e9 / count;
            count = (int) Math.max(1, Math.min(2 * count, JOB_SECONDS / seconds));
        }
        spark.setJobDescription(null);
        return state.parameters();
    }

    /** Notes a loss, unless the training has come to nothing. */
    private void add(List<Double> losses, double loss, int iteration) {
        LOG.info("loss {} after {} of {}", loss, iteration, iterations);
        double bound = HOPELESS * Math.max(1, Math.abs(losses.isEmpty() ? loss : losses.get(0)));
        if (!(Math.abs(loss) <= bound)) {
            throw new IllegalStateException(
                    "the training diverged: the loss is %s after %d of %d; lower learningRate, or check the scale of the data"
                            .formatted(loss, iteration, iterations));
        }
        losses.add(loss);
    }
}
