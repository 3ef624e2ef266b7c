package hourglass.codes;

/** One thread's search of one index, with its scratch memory; it adds what it finds to its {@link Collector}. */
@FunctionalInterface
interface IndexSearch {
    /**
     * Adds every item that is among the answers, each once, in any order.
     *
     * @param query checked
     */
    void run(long[] query);
}
