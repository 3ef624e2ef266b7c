package hourglass.objective;

import hourglass.data.Batch;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.network.Layer;
import hourglass.network.Network;
import hourglass.network.ParameterLayout;
import hourglass.optim.DifferentiableFunction;
import hourglass.optim.GradientFunction;

/**
 * What sparse codes are to make small, at the codes that an encoder predicts: the mean over the batch of
 *
 * <pre>{@code 1/2 |x - D f(x)|^2 + lambda |f(x)|_1}</pre>
 *
 * <p>by the encoder f alone. The dictionary D, the decoder, has no gradient: it is that of the optimal codes. An encoder that
 * is fitted to those codes by least squares misses where it costs least in squares, not where it costs least in the objective (K.
 * Gregor, Y. LeCun, <i>Learning fast approximations of sparse coding</i>, ICML 2010, fit to the codes).
 */
public final class CodePrediction implements Objective<GradientFunction> {
    private final Network network;
    private final Objective<DifferentiableFunction> whole;
    private final float[] zeros;

    /**
     * @param network an encoder and a linear decoder with weights of its own
     * @param lambda the price of a code, at least 0
     * @param capacity the largest batch, in rows
     * @param team the threads that share the work
     */
    public CodePrediction(Network network, double lambda, int capacity, ThreadTeam team) {
        this.network = network;
        this.whole = new Reconstruction(
                network, Likelihood.GAUSSIAN, Regularization.of(new Sparsity.L1(lambda)), capacity, team);
        this.zeros = new float[network.dimension()];
    }

    @Override
    public ParameterLayout layout() {
        return network;
    }

    @Override
    public GradientFunction bind(Batch batch, long seed) {
        DifferentiableFunction bound = whole.bind(batch, seed);
        return new GradientFunction() {
            @Override
            public int dimension() {
                return bound.dimension();
            }

            @Override
            public int weightCount() {
                return bound.weightCount();
            }

            @Override
            public double gradient(float[] at, VectorSink sink) {
                return bound.gradient(
                        at,
                        (from, length, values, offset) -> sink.accept(
                                from,
                                length,
                                isOfDictionary(from) ? zeros : values,
                                isOfDictionary(from) ? 0 : offset));
            }
        };
    }

    /** No stretch of a gradient has parameters of two layers. */
    private boolean isOfDictionary(int index) {
        for (Layer layer : network.decoder()) {
            if (isWithin(index, layer.weightOffset(), layer.weightCount())
                    || isWithin(index, layer.biasOffset(), layer.biasCount())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWithin(int index, int from, int count) {
        return index >= from && index < from + count;
    }
}
