package hourglass.codes.join;

/** Receives the pairs of a join, one at a time, in any order. */
@FunctionalInterface
public interface PairConsumer {
    /**
     * Receives a pair.
     *
     * @param first the smaller number of the two
     * @param distance the Hamming distance of the two
     */
    void accept(int first, int second, int distance);
}
