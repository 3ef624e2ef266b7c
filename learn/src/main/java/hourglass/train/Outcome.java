package hourglass.train;

import hourglass.data.Dataset;
import hourglass.data.Transform;
import hourglass.model.Model;
import hourglass.objective.Likelihood;
import hourglass.persistence.DataDescription;
import hourglass.persistence.FitDescription;
import hourglass.persistence.FittedModel;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A finished fit.
 *
 * @param <M> the kind of model
 * @param model fitted to the transformed data
 * @param transform what was done to the data first, and has to be done to new data
 * @param observation what the data were taken to be
 * @param stages what was fitted one after the other, the fine-tuning of the whole last
 * @param stop why the fine-tuning ended
 */
public record Outcome<M extends Model>(
        M model, Transform transform, Likelihood observation, List<Stage> stages, StopReason stop) {
    /**
     * One stage.
     *
     * @param name "RBM 784-1000" or "fine-tuning"
     * @param epochs as they went
     */
    public record Stage(String name, List<Epoch> epochs) {
        public Stage {
            epochs = List.copyOf(epochs);
        }

        /** As a model file keeps it. */
        public FitDescription.Stage description() {
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

    public Outcome {
        stages = List.copyOf(stages);
    }

    /** The same where the data that were given had been transformed before. */
    public Outcome<M> withTransform(Transform before) {
        if (!(transform instanceof Transform.Identity) && !(before instanceof Transform.Identity)) {
            throw new IllegalArgumentException("two transforms, one after the other: " + before + ", " + transform);
        }
        return new Outcome<>(
                model, before instanceof Transform.Identity ? transform : before, observation, stages, stop);
    }

    /**
     * The model with all that is needed to use it on new data, as it is saved.
     *
     * @param data that it was fitted to
     * @param options by name, for the record
     * @param seed of the run
     * @param version of Hourglass
     * @param date of the run
     */
    public FittedModel saved(Dataset data, Map<String, Object> options, long seed, String version, Instant date) {
        List<FitDescription.Stage> described =
                stages.stream().map(Stage::description).toList();
        return new FittedModel(
                model,
                transform,
                DataDescription.of(data),
                new FitDescription(observation.name(), options, seed, version, date, described));
    }
}
