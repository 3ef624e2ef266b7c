package hourglass.train;

import hourglass.data.Rows;
import hourglass.data.Seeds;
import hourglass.data.Shuffle;
import hourglass.data.Standardization;
import hourglass.data.Transform;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Activation;
import hourglass.model.Autoencoder;
import hourglass.model.Network;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.model.Units;
import hourglass.objective.ContrastiveDivergence;
import hourglass.objective.Objective;
import hourglass.objective.Observation;
import hourglass.objective.OverCode;
import hourglass.objective.Reconstruction;
import hourglass.optim.GradientFunction;
import hourglass.optim.Schedule;
import hourglass.optim.Sgd;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One fit of an {@link AutoencoderTrainer}: its stages in order, each of which a checkpoint can resume. */
final class AutoencoderRun {
    /** So many rows tell what the data are. */
    private static final int SAMPLE = 10_000;

    private final AutoencoderTrainer trainer;
    private final Listener listener;
    private final ThreadTeam team;
    private final Observation observation;
    private final Transform transform;
    private final Rows training;
    private final @Nullable Rows validation;
    private final @Nullable Checkpoint checkpoint;
    private final List<Outcome.Stage> stages = new ArrayList<>();
    private final List<float[]> finished = new ArrayList<>();

    AutoencoderRun(
            AutoencoderTrainer trainer, Rows data, Listener listener, @Nullable Path checkpoint, ThreadTeam team) {
        this.trainer = trainer;
        this.listener = listener;
        this.team = team;
        this.checkpoint = checkpoint == null ? null : Checkpoint.open(checkpoint, trainer.toString(), data);
        boolean fractions = trainer.observation() == null && areFractions(data);
        Observation kind = trainer.observation();
        this.observation = kind != null ? kind : fractions ? Observation.BERNOULLI : Observation.GAUSSIAN;
        this.transform = kind != null || fractions ? new Transform.Identity() : Standardization.fit(data);
        Rows rows = data.transformed(transform);
        int held = (int) Math.round(trainer.validationShare() * data.count());
        if (held == 0 || held == data.count()) {
            this.training = rows;
            this.validation = null;
        } else {
            Shuffle shuffle = new Shuffle(Seeds.derive(seed(), -1), 0, data.count());
            int[] order = IntStream.range(0, data.count()).map(shuffle::at).toArray();
            this.training = rows.select(IntStream.of(order).skip(held).sorted().toArray());
            this.validation =
                    rows.select(IntStream.of(order).limit(held).sorted().toArray());
        }
    }

    private static boolean areFractions(Rows data) {
        float[] row = new float[data.columns()];
        int step = Math.max(1, data.count() / SAMPLE);
        for (int i = 0; i < data.count(); i += step) {
            data.read(i, row, 0);
            for (float value : row) {
                if (!(value >= 0 && value <= 1)) {
                    return false;
                }
            }
        }
        return true;
    }

    private long seed() {
        return trainer.options().seed();
    }

    Outcome outcome() {
        List<Integer> sizes = new ArrayList<>();
        sizes.add(training.columns());
        sizes.addAll(trainer.layers());
        Network network = Network.autoencoder(
                sizes, trainer.activation(), trainer.codeActivation(), observation.naturalOutput(), trainer.tied());
        float[] parameters = start(network, sizes);
        int batchSize = trainer.options().batchSize();
        Reconstruction objective = new Reconstruction(network, observation, trainer.weightCost(), batchSize, team);
        Stop stop = run(
                new Training<>(
                        "fine-tuning",
                        objective,
                        trainer.optimizer(),
                        parameters,
                        training,
                        validation,
                        trainer.options()),
                true);
        return new Outcome(new Autoencoder(network, parameters), transform, observation, stages, stop);
    }

    private float[] start(Network network, List<Integer> sizes) {
        if (trainer.start() instanceof Start.Random random) {
            return random.initialization().parameters(network, Seeds.derive(seed(), 1));
        }
        List<Rbm> stack = new ArrayList<>();
        for (int layer = 0; layer < sizes.size() - 1; layer++) {
            stack.add(machine((Start.Rbms) trainer.start(), stack, sizes, layer));
        }
        return Rbm.unroll(stack, trainer.tied()).parameters();
    }

    private Rbm machine(Start.Rbms start, List<Rbm> below, List<Integer> sizes, int layer) {
        boolean top = layer == sizes.size() - 2;
        Units visible = layer == 0 && observation == Observation.GAUSSIAN ? Units.GAUSSIAN : Units.BERNOULLI;
        Units hidden = top && trainer.codeActivation() == Activation.LINEAR ? Units.GAUSSIAN : Units.BERNOULLI;
        RbmShape shape = new RbmShape(sizes.get(layer), sizes.get(layer + 1), visible, hidden);
        boolean linear = visible == Units.GAUSSIAN || hidden == Units.GAUSSIAN;
        double rate = linear ? start.linearLearningRate() : start.learningRate();
        float[] parameters = new float[shape.dimension()];
        SplittableRandom random = Seeds.random(seed(), 2, layer);
        for (int i = 0; i < shape.weights(); i++) {
            parameters[i] = (float) (0.1 * random.nextGaussian());
        }
        Objective<GradientFunction> objective = new ContrastiveDivergence(shape, 1, start.batchSize(), team);
        if (!below.isEmpty()) {
            Autoencoder stack = Rbm.unroll(below, true);
            objective =
                    new OverCode<>(stack.network().encoder(), stack.parameters(), objective, start.batchSize(), team);
        }
        // The rate rises first: momentum carries the large first gradients too far (the paper begins with less
        // momentum).
        TrainingOptions options = new TrainingOptions(
                start.epochs(), start.batchSize(), new Schedule.Cosine(0.1), Seeds.derive(seed(), 3, layer), 0);
        run(
                new Training<>(
                        "RBM %d-%d".formatted(shape.visible(), shape.hidden()),
                        objective,
                        Sgd.of(rate, 0.9).withWeightDecay(0.0002),
                        parameters,
                        training,
                        null,
                        options),
                false);
        return new Rbm(shape, parameters);
    }

    /** Runs a stage from where the checkpoint has it, or from its start. */
    private Stop run(Training<?> run, boolean last) {
        int stage = stages.size();
        Stop stop = Stop.FINISHED;
        Checkpoint file = checkpoint;
        if (file != null && file.isFinished(stage)) {
            file.restoreFinished(stage, run);
        } else {
            if (file != null && file.isBegun(stage)) {
                run.resume(file.state());
            }
            stop = run.run(file == null ? listener : file.saving(listener, run, finished, stages));
            if (file != null && (stop == Stop.ASKED || last)) {
                file.write(run, finished, stages);
            }
            if (stop == Stop.ASKED) {
                throw new StoppedException(run.stage());
            }
        }
        finished.add(run.parameters());
        stages.add(new Outcome.Stage(run.stage(), run.history()));
        return stop;
    }
}
