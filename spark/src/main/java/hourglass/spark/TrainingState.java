package hourglass.spark;

import java.io.Serializable;
import java.util.List;

/**
 * A training between two epochs: from it, the next epoch gives the same bits each time.
 *
 * @param epoch how many are done
 * @param losses the mean losses of the last ones
 * @param parameters of the network
 * @param vectors that the optimiser has accumulated
 * @param steps that it has made
 */
record TrainingState(int epoch, List<Double> losses, float[] parameters, List<float[]> vectors, long steps)
        implements Serializable {}
