package hourglass.spark;

import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.Transform;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import hourglass.objective.Contraction;
import hourglass.objective.Corruption;
import hourglass.objective.Likelihood;
import hourglass.objective.Reconstruction;
import hourglass.objective.Regularization;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What tasks need to know of an autoencoder that is fitted, as plain values that travel.
 *
 * @param layers of the encoder, see {@link LayerSpec#parse}
 * @param height of images, or 1
 * @param width of images, or the number of columns
 * @param channels of images, or 1
 * @param activation of the hidden layers
 * @param codeActivation of the code
 * @param likelihood of the data
 * @param tied whether the decoder uses the encoder's weights
 * @param masking the share of the input that is masked, 0 to below 1
 * @param contraction the weight of the contraction
 * @param weightCost lambda in lambda / 2 |W|^2
 * @param means that are subtracted from the columns; null for none
 * @param deviations by which they are divided; null for none
 */
record AutoencoderConfig(
        String layers,
        int height,
        int width,
        int channels,
        Activation activation,
        Activation codeActivation,
        Likelihood likelihood,
        boolean tied,
        double masking,
        double contraction,
        double weightCost,
        float @Nullable [] means,
        float @Nullable [] deviations)
        implements Serializable {
    Network network() {
        return Network.autoencoder(
                visible(), LayerSpec.parse(layers), activation, codeActivation, likelihood.canonicalActivation(), tied);
    }

    private MapShape visible() {
        List<LayerSpec> specs = LayerSpec.parse(layers);
        boolean dense = specs.stream().allMatch(spec -> spec instanceof LayerSpec.Dense);
        return dense ? MapShape.of(height * width * channels) : MapShape.of(new ImageShape(height, width, channels));
    }

    Transform transform() {
        return means == null
                ? new Transform.Identity()
                : new Standardization(means, Objects.requireNonNull(deviations));
    }

    /** The rows of a block as the network takes them. */
    Rows rows(RowBlock block) {
        return block.rows().transformed(transform());
    }

    private Regularization regularization() {
        Regularization regularization = Regularization.NONE.withWeightCost(weightCost);
        if (masking > 0) {
            regularization = regularization.with(new Corruption.Masking(masking));
        }
        return contraction > 0 ? regularization.with(new Contraction.Exact(contraction)) : regularization;
    }

    Reconstruction objective(int capacity, ThreadTeam team) {
        return new Reconstruction(network(), likelihood, regularization(), capacity, team);
    }
}
