package hourglass.train;

import hourglass.persistence.FittedModel;
import java.util.List;
import java.util.function.Supplier;

/**
 * A stage of a fit that is about to run.
 *
 * @param name what is fitted ("RBM 784-1000", "fine-tuning"), as in {@link Step}
 * @param history its epochs so far, where it continues from a checkpoint; all of them if it was finished, and no step follows
 * @param model copies the model as it stands, with the stages below it; to be called on the training thread alone, by
 *     {@link Listener#onStage}, {@link Listener#onStep} or {@link Listener#onEpoch}, between which the parameters change
 */
public record Stage(String name, List<Epoch> history, Supplier<FittedModel> model) {
    public Stage {
        history = List.copyOf(history);
    }
}
