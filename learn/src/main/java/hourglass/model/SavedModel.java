package hourglass.model;

import hourglass.data.Dataset;
import hourglass.data.Transform;
import hourglass.matrix.ThreadTeam;
import java.util.Optional;

/**
 * A fitted model with all that is needed to use it on new data.
 *
 * @param model fitted to transformed data
 * @param transform what was done to the data first, and is done to new data
 * @param data that it was fitted to
 * @param fit how that was done
 */
public record SavedModel(Model model, Transform transform, DataDescription data, FitDescription fit) {
    public SavedModel {
        String conflict = data.conflict(model.visible());
        if (conflict != null) {
            throw new IllegalArgumentException(conflict);
        }
    }

    /** What a file says of it beside its numbers. */
    public ModelDescription description() {
        return new ModelDescription(
                ModelDescription.FORMAT, Architecture.of(model), TransformTensors.kind(transform), data, fit);
    }

    /**
     * Refuses data that the model was not fitted to the like of.
     *
     * @throws hourglass.data.InputException if columns differ in number or, where both have them, in names, or images
     *     in shape
     */
    public void requireLike(Dataset other) {
        data.requireLike(other, model.visible());
    }

    /** The codes of items as they come, untransformed: row-major, not changed. */
    public float[] encode(float[] items, ThreadTeam team) {
        float[] transformed = items.clone();
        transform.apply(transformed, 0, items.length / model.visible());
        return model.encode(transformed, team);
    }

    /** The model as one that leads back, if it does. */
    public Optional<EncoderDecoder> encoderDecoder() {
        return model instanceof EncoderDecoder both ? Optional.of(both) : Optional.empty();
    }

    /**
     * Items, untransformed again, of codes.
     *
     * @throws IllegalStateException if the model has no decoder
     */
    public float[] decode(float[] codes, ThreadTeam team) {
        float[] items = encoderDecoder()
                .orElseThrow(() -> new IllegalStateException("a classifier has no decoder"))
                .decode(codes, team);
        transform.invert(items, 0, items.length / model.visible());
        return items;
    }

    /** Items as their codes tell them. */
    public float[] reconstruct(float[] items, ThreadTeam team) {
        return decode(encode(items, team), team);
    }
}
