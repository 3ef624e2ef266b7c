package hourglass.train;

import hourglass.model.Model;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import hourglass.persistence.StopReason;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The stages of one fit, in order: each is run, or taken from a checkpoint as far as that has it. */
final class FitStages {
    /**
     * A stage that has been run.
     *
     * @param name "RBM 784-1000" or "fine-tuning"
     * @param epochs in order
     */
    record FinishedStage(String name, List<Epoch> epochs) {
        FinishedStage {
            epochs = List.copyOf(epochs);
        }

        FitDescription.Stage description() {
            return new FitDescription.Stage(
                    name,
                    epochs.stream().map(Epoch::trainingLoss).toList(),
                    epochs.stream()
                            .map(Epoch::validationLoss)
                            .filter(loss -> !loss.isNaN())
                            .toList(),
                    epochs.stream().mapToDouble(Epoch::seconds).sum());
        }
    }

    private final String trainer;
    private final PreparedData data;
    private final Listener listener;
    private final @Nullable Checkpoint checkpoint;
    private final List<FinishedStage> stages = new ArrayList<>();
    private final List<float[]> finished = new ArrayList<>();

    /**
     * @param trainer all options, as text
     * @param data that is fitted to
     * @param file the checkpoint, or null
     */
    FitStages(String trainer, PreparedData data, Listener listener, @Nullable Path file) {
        this.trainer = trainer;
        this.data = data;
        this.listener = listener;
        this.checkpoint = file == null ? null : Checkpoint.open(file, trainer, data.rows(), System::nanoTime);
    }

    /**
     * Runs the next stage, or what remains of it.
     *
     * @param model what the stage's parameters make, with those of the stages before it; is given a copy
     * @param last whether the fit ends with it; then the checkpoint keeps its end
     */
    StopReason run(TrainingLoop<?> run, Function<float[], Model> model, boolean last) {
        int stage = stages.size();
        StopReason stop = StopReason.FINISHED;
        Checkpoint file = checkpoint;
        if (file != null && file.isFinished(stage)) {
            file.restoreFinished(stage, run);
            begin(run, model);
        } else {
            if (file != null && file.isBegun(stage)) {
                run.resume(file.state());
            }
            begin(run, model);
            stop = run.run(file == null ? listener : file.saving(listener, run, finished, stages));
            if (file != null && (stop == StopReason.INTERRUPTED || last)) {
                file.write(run, finished, stages);
            }
            if (stop == StopReason.INTERRUPTED) {
                throw new StoppedException(run.stage());
            }
        }
        finished.add(run.parameters());
        stages.add(new FinishedStage(run.stage(), run.history()));
        return stop;
    }

    private void begin(TrainingLoop<?> run, Function<float[], Model> model) {
        listener.onStage(new Stage(
                run.stage(),
                run.history(),
                () -> fitted(model.apply(run.parameters().clone()), StopReason.INTERRUPTED)));
    }

    /**
     * The model with the preprocessing of the data.
     *
     * @param model fitted to them
     * @param stop why the last stage ended
     */
    FittedModel fitted(Model model, StopReason stop) {
        return data.fitted(model, trainer, descriptions(), stop);
    }

    /** What has been run, as a model file keeps it. */
    private List<FitDescription.Stage> descriptions() {
        return stages.stream().map(FinishedStage::description).toList();
    }
}
