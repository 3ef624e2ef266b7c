package hourglass.train;

import hourglass.data.Rows;
import hourglass.decomposition.SparseCoder;
import hourglass.matrix.Elementwise;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.network.Activation;
import hourglass.network.Layer;
import hourglass.network.Network;
import hourglass.objective.SparseDecomposition;

/**
 * Scales the codes that an encoder predicts, all by one number, so that they reconstruct the data as well as the optimal
 * ones do. Fitted by least squares, a prediction tends to the mean of what it can't predict, and is too small for that.
 */
final class PredictionGain {
    /** Rows that are looked at, from the first on. */
    private static final int ROWS = 4096;

    private PredictionGain() {}

    /**
     * A model whose code units are rectified or linear, with the gain in their weights and biases; any other unchanged.
     *
     * @param model of a sparse decomposition
     * @param data that it was fitted to
     * @param lambda the price of a code
     */
    static Autoencoder applied(Autoencoder model, Rows data, double lambda, ThreadTeam team) {
        Network network = model.network();
        Layer code = network.layers().get(network.encoderDepth() - 1);
        if (code.activation() != Activation.RELU && code.activation() != Activation.LINEAR) {
            return model;
        }
        float[] items = data.slice(0, Math.min(ROWS, data.count())).toArray();
        int at = network.layers().get(network.depth() - 1).weightOffset();
        float[] atoms = new float[network.codeSize() * network.visible()];
        System.arraycopy(model.parameters(), at, atoms, 0, atoms.length);
        boolean nonNegative = SparseDecomposition.isNonNegative(code.activation());
        float[] codes = SparseCoder.codes(atoms, network.visible(), items, lambda, nonNegative, team);
        float gain = (float) gain(items, model.decode(codes, team), model.decode(model.encode(items, team), team));
        float[] parameters = model.parameters().clone();
        Elementwise.scale(parameters, code.weightOffset(), code.weightCount(), gain);
        Elementwise.scale(parameters, code.biasOffset(), code.biasCount(), gain);
        return new Autoencoder(network, parameters);
    }

    /**
     * The least g with |x - g p|^2 = |x - o|^2 summed over all x, with o the reconstruction from the optimal code and p that
     * from the predicted one; or, where no g comes so near, the one with the least error.
     *
     * <p>With {@code energy} = x'x, {@code along} = x'p, {@code square} = p'p and {@code target} = |x - o|^2 the equation is square
     * g^2 - 2 along g + energy - target = 0. Between its roots the error is smaller than that of the optimal codes, so the lesser
     * root, with the minus sign, is the smallest scale that is good enough; it keeps codes closest to sparse and shrunken ones.
     * A negative discriminant is taken as 0, which gives the double root along / square: the least error.
     */
    private static double gain(float[] items, float[] optimal, float[] predicted) {
        double target = 0;
        double energy = 0;
        double along = 0;
        double square = 0;
        for (int i = 0; i < items.length; i++) {
            double miss = (double) items[i] - optimal[i];
            target += miss * miss;
            energy += (double) items[i] * items[i];
            along += (double) items[i] * predicted[i];
            square += (double) predicted[i] * predicted[i];
        }
        double gain = (along - Math.sqrt(Math.max(0, along * along - square * (energy - target)))) / square;
        // Of predictions that are all 0, or on the wrong side, none is better than any other.
        return gain > 0 && Double.isFinite(gain) ? gain : 1;
    }
}
