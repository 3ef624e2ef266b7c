package hourglass.network;

/** How the parameters of a model over rows lie in one flat vector: all weights first, then all biases. */
public interface ParameterLayout {
    /** The number of visible units, which are the columns of the data. */
    int visible();

    /** The number of weights, which decay. */
    int weightCount();

    /** The number of parameters. */
    int dimension();
}
