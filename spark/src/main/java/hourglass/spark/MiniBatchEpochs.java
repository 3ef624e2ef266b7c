package hourglass.spark;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.objective.Reconstruction;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.GradientFunction;
import hourglass.optim.Optimizer;
import hourglass.optim.Schedule;
import hourglass.random.Seeds;
import hourglass.random.Shuffle;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.BarrierTaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.collection.Iterator;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Some epochs of synchronous mini-batches, run by all tasks of a barrier stage together: each computes the gradient of those rows
 * of a batch that lie in its partition, all gradients are added up, and every task makes the same step on a copy of its own.
 * Batches are those that one machine would make of the rows in the same order, so that the result is its result but for
 * rounding, unless rows are masked: the noise of each task is its own.
 *
 * @param config of the network
 * @param optimizer that makes the steps
 * @param state to start from
 * @param count how many epochs are run
 * @param epochs of the whole training
 * @param batchSize of all tasks together
 * @param seed of everything random
 * @param firsts the number of the first row of each partition
 * @param total how many rows there are
 */
record MiniBatchEpochs(
        AutoencoderConfig config,
        OptimizerConfig optimizer,
        Broadcast<TrainingState> state,
        int count,
        int epochs,
        int batchSize,
        long seed,
        int[] firsts,
        int total)
        implements Function1<Iterator<RowBlock>, Iterator<TrainingState>>, Serializable {
    /** As in the training on one machine. */
    private static final Schedule SCHEDULE = new Schedule.Cosine(0.02);

    /** The state after the epochs, from the first task; the others return nothing. */
    @Override
    public Iterator<TrainingState> apply(Iterator<RowBlock> blocks) {
        BarrierTaskContext context = BarrierTaskContext.get();
        try (RingAllReduce ring = RingAllReduce.connect(context);
                ThreadTeam team = ThreadTeam.of(context.cpus())) {
            TrainingState after = run(blocks.next(), firsts[context.partitionId()], ring, team);
            List<TrainingState> result = context.partitionId() == 0 ? List.of(after) : List.of();
            return CollectionConverters.asScala(result.iterator());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TrainingState run(RowBlock block, int first, RingAllReduce ring, ThreadTeam team) {
        TrainingState before = state.value();
        Reconstruction objective = config.objective(Math.min(batchSize, total), team);
        float[] parameters = before.parameters().clone();
        Optimizer.State<GradientFunction> steps = optimizer
                .create()
                .start(objective.layout().dimension(), objective.layout().weightCount());
        for (int i = 0; i < before.vectors().size(); i++) {
            float[] vector = steps.vectors().get(i);
            System.arraycopy(before.vectors().get(i), 0, vector, 0, vector.length);
        }
        steps.resumeAt(before.steps());
        Epoch epoch = new Epoch(objective, block, first, ring, parameters, steps);
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            losses.add(epoch.run(before.epoch() + i));
        }
        return new TrainingState(
                before.epoch() + count, losses, parameters, List.copyOf(steps.vectors()), steps.steps());
    }

    /** What a task goes over its rows with; its buffers serve all epochs. */
    private final class Epoch {
        private final Reconstruction objective;
        private final RowBlock block;
        private final @Nullable Rows rows;
        private final int first;
        private final RingAllReduce ring;
        private final float[] parameters;
        private final Optimizer.State<GradientFunction> steps;
        private final Batch batch;
        private final int[] own;
        private final float[] gradient;

        Epoch(
                Reconstruction objective,
                RowBlock block,
                int first,
                RingAllReduce ring,
                float[] parameters,
                Optimizer.State<GradientFunction> steps) {
            this.objective = objective;
            this.block = block;
            this.rows = block.count() == 0 ? null : config.rows(block);
            this.first = first;
            this.ring = ring;
            this.parameters = parameters;
            this.steps = steps;
            this.batch = new Batch(Math.min(batchSize, total), block.columns());
            this.own = new int[batch.capacity()];
            this.gradient = new float[parameters.length + 1];
        }

        /** The mean loss over all rows, of all tasks. */
        double run(int epoch) {
            Shuffle shuffle = new Shuffle(seed, epoch, total);
            int size = batch.capacity();
            int batches = (total + size - 1) / size;
            double loss = 0;
            for (int number = 0; number < batches; number++) {
                int all = Math.min(size, total - number * size);
                int found = fill(shuffle, number * size, all);
                Summed function = new Summed(
                        objective, batch, found, all, gradient, ring, Seeds.derive(seed, epoch, number, first));
                double progress = (epoch + (double) number / batches) / epochs;
                loss += steps.step(function, parameters, SCHEDULE.at(progress)) * all;
            }
            return loss / total;
        }

        /** Fills the batch with those of its rows that are here, and returns how many. */
        private int fill(Shuffle shuffle, int from, int all) {
            int found = 0;
            for (int position = from; position < from + all; position++) {
                int row = shuffle.at(position) - first;
                if (row >= 0 && row < block.count()) {
                    own[found++] = row;
                }
            }
            if (rows != null && found > 0) {
                batch.fill(rows, position -> own[position], 0, found);
            }
            return found;
        }
    }

    /**
     * The mean loss of a batch, of which this task has some rows.
     *
     * @param sum has room for the gradient and, behind it, the loss
     */
    private record Summed(
            Reconstruction objective, Batch batch, int found, int all, float[] sum, RingAllReduce ring, long seed)
            implements GradientFunction {
        @Override
        public int dimension() {
            return objective.layout().dimension();
        }

        @Override
        public int weightCount() {
            return objective.layout().weightCount();
        }

        @Override
        public double gradient(float[] at, VectorSink sink) {
            Arrays.fill(sum, 0);
            if (found > 0) {
                DifferentiableFunction function = objective.bind(batch, seed);
                double loss = function.gradient(at, VectorSink.into(sum));
                float share = (float) found / all;
                for (int i = 0; i < dimension(); i++) {
                    sum[i] *= share;
                }
                sum[dimension()] = (float) (loss * share);
            }
            try {
                ring.sum(sum);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            sink.accept(0, dimension(), sum, 0);
            return sum[dimension()];
        }
    }
}
