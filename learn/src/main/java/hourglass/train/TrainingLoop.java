package hourglass.train;

import hourglass.data.Batch;
import hourglass.data.Rows;
import hourglass.objective.Objective;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.GradientFunction;
import hourglass.optim.Optimizer;
import hourglass.persistence.StopReason;
import hourglass.random.Seeds;
import hourglass.random.Shuffle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run: an objective made small by an optimiser, batch by batch, over shuffled epochs.
 *
 * <p>All that is random is derived from (seed, epoch, batch), so {@link #state} between two batches is all that a resumed
 * run needs to end with the same bits.
 *
 * @param <F> what the objective is on one batch: a gradient, or also a value
 */
public final class TrainingLoop<F extends GradientFunction> {
    /** A loss this many times that of the first batch will not come back. */
    private static final double HOPELESS = 1e6;

    private final String stage;
    private final Objective<F> objective;
    private final Optimizer.State<? super F> optimizer;
    private final Rows rows;
    private final @Nullable Rows validation;
    private final TrainingOptions options;
    private final int epochs;
    private final float[] parameters;
    private final float[] best;
    private final Batch batch;
    private final List<Epoch> history = new ArrayList<>();

    private int epoch;
    private int position;
    private double lossSum;
    private double firstLoss = Double.NaN;
    private double bestLoss = Double.POSITIVE_INFINITY;
    private int bestEpoch;

    /**
     * @param stage its name in progress and messages
     * @param objective to make small
     * @param optimizer that does it
     * @param parameters to start from; moved in place
     * @param rows to learn from
     * @param validation rows held out, or null
     * @param options of the run
     */
    public TrainingLoop(
            String stage,
            Objective<F> objective,
            Optimizer<? super F> optimizer,
            float[] parameters,
            Rows rows,
            @Nullable Rows validation,
            TrainingOptions options) {
        this.stage = stage;
        this.objective = objective;
        this.optimizer = optimizer.start(
                objective.layout().dimension(), objective.layout().weightCount());
        this.parameters = parameters;
        this.rows = rows;
        this.validation = validation;
        this.options = options;
        this.epochs = options.epochs(rows.count());
        this.best = options.patience() > 0 && validation != null ? parameters.clone() : new float[0];
        if (rows.columns() != objective.columns()
                || (validation != null && validation.columns() != objective.columns())) {
            throw new IllegalArgumentException(
                    "%d columns of data, for an objective over %d".formatted(rows.columns(), objective.columns()));
        }
        this.batch = new Batch(Math.min(options.batchSize(), rows.count()), rows.columns());
    }

    /** Runs to the stop. */
    public StopReason run(Listener listener) {
        while (epoch < epochs) {
            if (isOutOfPatience()) {
                return stopAtBest(StopReason.NO_IMPROVEMENT);
            }
            long start = System.nanoTime();
            if (!finishEpoch(listener)) {
                return StopReason.INTERRUPTED;
            }
            double held = validationLoss();
            epoch++;
            Epoch done = new Epoch(epoch, lossSum / rows.count(), held, (System.nanoTime() - start) / 1e9);
            history.add(done);
            position = 0;
            lossSum = 0;
            if (best.length > 0 && held < bestLoss) {
                bestLoss = held;
                bestEpoch = epoch;
                System.arraycopy(parameters, 0, best, 0, best.length);
            }
            listener.onEpoch(stage, done);
        }
        return stopAtBest(isOutOfPatience() ? StopReason.NO_IMPROVEMENT : StopReason.FINISHED);
    }

    private boolean isOutOfPatience() {
        return best.length > 0 && epoch - bestEpoch >= options.patience();
    }

    private StopReason stopAtBest(StopReason stop) {
        if (best.length > 0 && bestEpoch > 0) {
            System.arraycopy(best, 0, parameters, 0, best.length);
        }
        return stop;
    }

    private boolean finishEpoch(Listener listener) {
        int batches = (rows.count() + batch.capacity() - 1) / batch.capacity();
        Shuffle shuffle = new Shuffle(options.seed(), epoch, rows.count());
        while (position < rows.count()) {
            int size = Math.min(batch.capacity(), rows.count() - position);
            int number = position / batch.capacity();
            batch.fill(rows, shuffle::at, position, size);
            F function = objective.bind(batch, Seeds.derive(options.seed(), epoch, number));
            double progress = (epoch + (double) number / batches) / epochs;
            double loss =
                    optimizer.step(function, parameters, options.schedule().at(progress));
            position += size;
            lossSum += loss * size;
            Step step = new Step(stage, epoch + 1, epochs, number + 1, batches, loss);
            checkLoss(step);
            if (!listener.onStep(step)) {
                return false;
            }
        }
        return true;
    }

    private void checkLoss(Step step) {
        if (Double.isNaN(firstLoss)) {
            firstLoss = step.loss();
        }
        double bound = HOPELESS * Math.max(1, Math.abs(firstLoss));
        if (!(Math.abs(step.loss()) <= bound)) {
            throw new DivergenceException(step, bound);
        }
    }

    private double validationLoss() {
        if (validation == null) {
            return Double.NaN;
        }
        double sum = 0;
        for (int from = 0; from < validation.count(); from += batch.capacity()) {
            int size = Math.min(batch.capacity(), validation.count() - from);
            batch.fill(validation, from, size);
            F function = objective.bindHeldOut(batch, Seeds.derive(options.seed(), -1, from));
            if (!(function instanceof DifferentiableFunction valued)) {
                return Double.NaN;
            }
            sum += valued.value(parameters) * size;
        }
        return sum / validation.count();
    }

    /** The run's name in progress and messages. */
    public String stage() {
        return stage;
    }

    /** The parameters now. */
    public float[] parameters() {
        return parameters;
    }

    /** All that another run of the same construction needs to continue from here to the same bits. */
    TrainingState state() {
        return new TrainingState(
                epoch, position, lossSum, firstLoss, bestLoss, bestEpoch, optimizer.steps(), history(), vectors());
    }

    /** Continues from a state; its vectors are copied. */
    void resume(TrainingState state) {
        Map<String, float[]> mine = vectors();
        if (!mine.keySet().equals(state.vectors().keySet())) {
            throw new IllegalArgumentException("the state holds %s, this run has %s"
                    .formatted(state.vectors().keySet(), mine.keySet()));
        }
        mine.forEach((name, vector) -> {
            float[] saved = Objects.requireNonNull(state.vectors().get(name));
            if (saved.length != vector.length) {
                throw new IllegalArgumentException(
                        "%s of the state has %d numbers, this run's %d".formatted(name, saved.length, vector.length));
            }
            System.arraycopy(saved, 0, vector, 0, vector.length);
        });
        epoch = state.epoch();
        position = state.position();
        lossSum = state.lossSum();
        firstLoss = state.firstLoss();
        bestLoss = state.bestLoss();
        bestEpoch = state.bestEpoch();
        optimizer.resumeAt(state.optimizerSteps());
        history.clear();
        history.addAll(state.history());
    }

    /** Takes over what an earlier run of the same construction ended with. */
    void finish(float[] finished, List<Epoch> epochs) {
        System.arraycopy(finished, 0, parameters, 0, parameters.length);
        epoch = this.epochs;
        history.clear();
        history.addAll(epochs);
    }

    private Map<String, float[]> vectors() {
        Map<String, float[]> vectors = new LinkedHashMap<>();
        vectors.put("parameters", parameters);
        if (best.length > 0) {
            vectors.put("best", best);
        }
        for (int i = 0; i < optimizer.vectors().size(); i++) {
            vectors.put("optimizer." + i, optimizer.vectors().get(i));
        }
        for (int i = 0; i < objective.vectors().size(); i++) {
            vectors.put("objective." + i, objective.vectors().get(i));
        }
        return vectors;
    }

    /** The epochs so far. */
    public List<Epoch> history() {
        return List.copyOf(history);
    }
}
