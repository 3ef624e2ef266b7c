package hourglass.spark;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.network.ParameterLayout;
import hourglass.objective.Reconstruction;
import hourglass.optim.DifferentiableFunction;
import hourglass.random.Seeds;
import java.io.Serializable;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/**
 * The mean loss over all rows of a cluster, as one function of the parameters: each evaluation sends the parameters to the
 * executors, which add up losses and gradients of their rows, and these are added up in a tree. The sums are those of one
 * machine but for rounding. What is random is derived from the seed and the place of the rows, so that a line search sees one
 * function.
 */
final class FullBatchLoss implements DifferentiableFunction {
    /** Rows that go through the network at once. */
    private static final int BATCH = 1024;

    private static final int DEPTH = 2;

    private final JavaSparkContext spark;
    private final JavaRDD<RowBlock> blocks;
    private final AutoencoderConfig config;
    private final ParameterLayout layout;
    private final int rows;
    private final long seed;

    /**
     * @param data where the rows are
     * @param config of the network
     * @param layout of its parameters
     * @param seed of what is random in the loss
     */
    FullBatchLoss(TrainingData data, AutoencoderConfig config, ParameterLayout layout, long seed) {
        this.blocks = data.blocks();
        this.spark = JavaSparkContext.fromSparkContext(blocks.context());
        this.config = config;
        this.layout = layout;
        this.rows = data.rows();
        this.seed = seed;
    }

    @Override
    public int dimension() {
        return layout.dimension();
    }

    @Override
    public int weightCount() {
        return layout.weightCount();
    }

    @Override
    public double value(float[] at) {
        return evaluate(at, false).loss() / rows;
    }

    @Override
    public double gradient(float[] at, VectorSink sink) {
        GradientSum sum = evaluate(at, true);
        sink.accept(0, dimension(), sum.gradient(rows), 0);
        return sum.loss() / rows;
    }

    private GradientSum evaluate(float[] at, boolean withGradient) {
        Broadcast<float[]> parameters = spark.broadcast(at);
        Part part = new Part(config, parameters, withGradient, seed);
        try {
            return blocks.treeAggregate(new GradientSum(), part::add, GradientSum::add, DEPTH);
        } finally {
            parameters.destroy();
        }
    }

    /** The share of one partition. */
    private record Part(AutoencoderConfig config, Broadcast<float[]> parameters, boolean withGradient, long seed)
            implements Serializable {
        GradientSum add(GradientSum sum, RowBlock block) {
            if (block.count() == 0) {
                return sum;
            }
            int partition = TaskContext.getPartitionId();
            try (ThreadTeam team = ThreadTeam.of(TaskContext.get().cpus())) {
                Rows rows = config.rows(block);
                Batch batch = new Batch(Math.min(BATCH, block.count()), block.columns());
                Reconstruction objective = config.objective(batch.capacity(), team);
                for (int from = 0; from < block.count(); from += batch.capacity()) {
                    int size = Math.min(batch.capacity(), block.count() - from);
                    batch.fill(rows, from, size);
                    DifferentiableFunction function = objective.bind(batch, Seeds.derive(seed, partition, from));
                    double mean = withGradient
                            ? function.gradient(parameters.value(), sum.adding(function.dimension(), size))
                            : function.value(parameters.value());
                    sum.addLoss(mean, size);
                }
            }
            return sum;
        }
    }
}
