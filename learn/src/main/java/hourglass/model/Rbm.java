package hourglass.model;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.network.Activation;
import hourglass.network.Network;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fitted restricted Boltzmann machine: p(v, h) = exp(-E(v, h)) / Z, where for Bernoulli units
 *
 * <pre>E(v, h) = -b'v - c'h - v'W h,</pre>
 *
 * and Gaussian units have |v - b|^2 / 2 for -b'v, or |h - c|^2 / 2 for -c'h. A code is the mean of h given v; its item is
 * the mean of v given h = code, which for counts is a share of the document's words.
 *
 * @param shape sizes and kinds of units
 * @param parameters W, b and c as {@link RbmShape} lays them out; not copied, must not be changed afterwards
 */
public record Rbm(RbmShape shape, float[] parameters) implements EncoderDecoder {
    public Rbm {
        if (parameters.length != shape.dimension()) {
            throw new IllegalArgumentException(
                    "%d parameters for an RBM of %d".formatted(parameters.length, shape.dimension()));
        }
    }

    @Override
    public int visible() {
        return shape.visible();
    }

    @Override
    public int codeSize() {
        return shape.hidden();
    }

    @Override
    public float[] encode(float[] items, ThreadTeam team) {
        return autoencoder().encode(items, team);
    }

    @Override
    public Matrix encode(Rows data, ThreadTeam team) {
        return autoencoder().encode(data, team);
    }

    @Override
    public float[] decode(float[] codes, ThreadTeam team) {
        return autoencoder().decode(codes, team);
    }

    /**
     * The free energies F(v) = -log of the sum (integral) of exp(-E(v, h)) over all h; p(v) = exp(-F(v)) / Z.
     *
     * @param items row-major, {@link #visible} columns; not changed
     * @return one number an item
     * @throws UnsupportedOperationException for a constrained Poisson model, which has no energy
     */
    public double[] freeEnergy(float[] items, ThreadTeam team) {
        Network inputs = shape.network(Activation.LINEAR, Activation.LINEAR);
        float[] own = withoutRepeatedBiases();
        float[] hidden = new Autoencoder(inputs, own).encode(items, team);
        double[] energies = new double[hidden.length / shape.hidden()];
        for (int row = 0; row < energies.length; row++) {
            for (int i = 0; i < shape.visible(); i++) {
                float bias = parameters[shape.visibleBiasOffset() + i];
                energies[row] -= shape.visibleUnits().logWeight(items[row * shape.visible() + i], bias);
            }
            for (int j = 0; j < shape.hidden(); j++) {
                float bias = own[shape.hiddenBiasOffset() + j];
                energies[row] -= shape.hiddenUnits().logSum(hidden[row * shape.hidden() + j], bias);
            }
        }
        return energies;
    }

    /**
     * Draws items by block Gibbs sampling: each chain starts at units drawn from the visible biases alone, and draws hidden and
     * visible units in turn.
     *
     * @param count how many items, each of a chain of its own, at least 1
     * @param steps of each chain, at least 1; the chain approaches p(v) as they grow
     * @param seed of everything random: the same seed gives the same items
     * @param team the threads that share the work
     * @return the means of the visible units given the hidden ones of the last step, {@code count} rows
     * @throws UnsupportedOperationException for counts of words, since a document's length has no distribution
     */
    public Matrix sample(int count, int steps, long seed, ThreadTeam team) {
        if (count < 1 || steps < 1) {
            throw new IllegalArgumentException("at least 1 item (%d) and 1 step (%d)".formatted(count, steps));
        }
        if (shape.visibleUnits().isCount()) {
            throw new UnsupportedOperationException(shape.visibleUnits() + " units cannot be sampled without lengths");
        }
        return new GibbsSampling(shape, withoutRepeatedBiases(), count, team).run(steps, seed);
    }

    /** As {@link #sample(int, int, long, ThreadTeam)}, on the threads of this process. */
    public Matrix sample(int count, int steps, long seed) {
        return sample(count, steps, seed, ThreadTeam.shared());
    }

    /** Its means up and down as an autoencoder with tied weights. */
    public Autoencoder autoencoder() {
        return new Autoencoder(shape.network(), withoutRepeatedBiases());
    }

    /**
     * The parameters, with hidden biases that count once for an item. Those of a replicated softmax count once for each
     * word, which is the same as adding them to the weights of all words; the softmax does not feel that.
     */
    private float[] withoutRepeatedBiases() {
        if (shape.visibleUnits() != Units.REPLICATED_SOFTMAX) {
            return parameters;
        }
        float[] changed = parameters.clone();
        for (int i = 0; i < shape.weightCount(); i++) {
            changed[i] += parameters[shape.hiddenBiasOffset() + i % shape.hidden()];
        }
        Arrays.fill(changed, shape.hiddenBiasOffset(), shape.dimension(), 0f);
        return changed;
    }

    /** The free energies of items, on the threads of this process. */
    public double[] freeEnergy(float[] items) {
        return freeEnergy(items, ThreadTeam.shared());
    }

    /**
     * Unrolls a stack of RBMs, each fitted to the codes of the one below, into a deep autoencoder (G. E. Hinton and R.
     * R. Salakhutdinov, <i>Reducing the dimensionality of data with neural networks</i>, Science 313, 2006): its encoder
     * gives the code that encoding by one RBM after the other gives, its decoder goes back through the same weights.
     *
     * @param stack from the data's RBM up to the code's; all but the last have Bernoulli hidden units
     * @param tied whether encoder and decoder share their weights from now on
     */
    public static Autoencoder unroll(List<Rbm> stack, boolean tied) {
        Network network = unrolled(stack, tied);
        float[] parameters = new float[network.dimension()];
        int depth = stack.size();
        for (int i = 0; i < depth; i++) {
            Network one = stack.get(i).shape.network();
            float[] source = stack.get(i).withoutRepeatedBiases();
            network.layers().get(i).copy(one.layers().get(0), source, parameters);
            network.layers().get(2 * depth - 1 - i).copy(one.layers().get(1), source, parameters);
        }
        return new Autoencoder(network, parameters);
    }

    private static Network unrolled(List<Rbm> stack, boolean tied) {
        if (stack.isEmpty()) {
            throw new IllegalArgumentException("an empty stack has nothing to unroll");
        }
        List<Integer> sizes = new ArrayList<>();
        sizes.add(stack.get(0).visible());
        for (int i = 0; i < stack.size(); i++) {
            RbmShape shape = stack.get(i).shape;
            boolean top = i == stack.size() - 1;
            if (shape.visible() != sizes.get(i)
                    || (i > 0 && shape.visibleUnits() != Units.BERNOULLI)
                    || (!top && shape.hiddenUnits() != Units.BERNOULLI)) {
                throw new IllegalArgumentException(
                        "RBM %d of the stack, %s, does not fit on %d units and between Bernoulli layers"
                                .formatted(i, shape, sizes.get(i)));
            }
            sizes.add(shape.hidden());
        }
        Activation code = stack.get(stack.size() - 1).shape.hiddenUnits().mean();
        Activation output = stack.get(0).shape.visibleUnits().mean();
        return Network.autoencoder(sizes, Activation.SIGMOID, code, output, tied);
    }
}
