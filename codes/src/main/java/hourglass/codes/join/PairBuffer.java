package hourglass.codes.join;

/** The pairs that one thread found, passed on many at a time, so that threads seldom wait for each other. */
final class PairBuffer {
    private static final int MOST = 1 << 12;

    private final int[] firsts = new int[MOST];
    private final int[] seconds = new int[MOST];
    private final int[] distances = new int[MOST];
    private final PairConsumer consumer;
    private int size;

    PairBuffer(PairConsumer consumer) {
        this.consumer = consumer;
    }

    void add(int first, int second, int distance) {
        firsts[size] = first;
        seconds[size] = second;
        distances[size++] = distance;
        if (size == MOST) {
            flush();
        }
    }

    /** Passes on what is left; only one thread at a time does. */
    void flush() {
        synchronized (consumer) {
            for (int i = 0; i < size; i++) {
                consumer.accept(firsts[i], seconds[i], distances[i]);
            }
        }
        size = 0;
    }
}
