package hourglass.codes;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Finds codes by their Hamming distance to a query, exactly: the k nearest, or all within a radius. Every kind of index
 * gives the same answers in the same order (by distance, then by number). Safe for many threads, each with its own
 * {@link Searcher}.
 */
public abstract sealed class HammingIndex permits LinearScan, AddressTable, MultiIndexHashing, GrowingIndex {
    /** From this length on tables take several times the memory of the codes, so that they must be worth it. */
    private static final int LONG = 512;

    HammingIndex() {}

    /** One thread's search of one index, with its scratch memory; it adds what it finds to its {@link Collector}. */
    @FunctionalInterface
    interface Search {
        /**
         * Adds every item that is among the answers, each once, in any order.
         *
         * @param query checked
         */
        void run(long[] query);
    }

    /**
     * The index that suits the codes: up to 28 bits an address table, up to 512 bits multi-index hashing. Longer codes
     * are scanned, unless {@link TableReach} finds that tables pay.
     */
    public static HammingIndex of(BinaryCodes codes) {
        if (codes.bits() <= AddressTable.MAX_BITS) {
            return AddressTable.of(codes);
        }
        return codes.bits() <= LONG || TableReach.of(codes).pays() ? MultiIndexHashing.of(codes) : LinearScan.of(codes);
    }

    /**
     * Opens an index from its file without reading it whole: it is mapped. A file of plain codes is scanned.
     *
     * @throws CodeFileException if it is not such a file, or its header or sizes show damage;
     *     {@link BinaryCodes#verify} checks the rest
     */
    public static HammingIndex open(Path file) {
        CodeFile opened = CodeFile.open(file);
        return switch (opened.kind()) {
            case CODES -> LinearScan.of(opened.codes());
            case ADDRESS_TABLE -> AddressTable.read(opened);
            case MULTI_INDEX_HASHING -> MultiIndexHashing.read(opened);
        };
    }

    /** Writes index and codes as one file that {@link #open} maps; it appears complete or not at all. */
    public void write(Path file) {
        write(file, List.of());
    }

    /**
     * Writes index and codes, and behind them bytes of one's own, such as the names of the codes: the same file holds them,
     * and {@link BinaryCodes#verify} checks them, too.
     *
     * @param attachments 16 at most; {@link #attachments} maps them again
     */
    public abstract void write(Path file, List<ByteBuffer> attachments);

    /**
     * Maps the attachments of a file, in little-endian order.
     *
     * @throws CodeFileException as {@link #open} does
     */
    public static List<ByteBuffer> attachments(Path file) {
        return CodeFile.open(file).attachments();
    }

    /** The codes as they are now. */
    public abstract BinaryCodes codes();

    /** The length of a code. */
    public int bits() {
        return codes().bits();
    }

    /** How many codes there are now. */
    public int count() {
        return codes().count();
    }

    /** The bytes of the index beyond those of the codes. */
    public abstract long overheadBytes();

    abstract Search search(Collector collector);

    /** The bytes for each code beyond those of the code itself. */
    public double overheadBytesPerCode() {
        return count() == 0 ? 0 : (double) overheadBytes() / count();
    }

    /** A searcher for one thread. */
    public Searcher searcher() {
        Collector collector = new Collector();
        return new Searcher(bits(), collector, search(collector));
    }

    /** A searcher for one thread that finds only the items accepted. */
    public Searcher searcher(IntPredicate accepted) {
        Searcher searcher = searcher();
        searcher.accept(accepted);
        return searcher;
    }

    /** The k nearest of each query, found by so many threads. */
    public Neighbors[] nearest(BinaryCodes queries, int k, int threads) {
        return nearestWithin(queries, k, bits(), threads);
    }

    /** All within a radius of each query, found by so many threads. */
    public Neighbors[] within(BinaryCodes queries, int radius, int threads) {
        return nearestWithin(queries, Integer.MAX_VALUE, radius, threads);
    }

    /** The k nearest of those within a radius of each query, found by so many threads. */
    public Neighbors[] nearestWithin(BinaryCodes queries, int k, int radius, int threads) {
        checkBatch(queries, k, radius);
        Neighbors[] results = new Neighbors[queries.count()];
        WorkQueue.run(results.length, threads, () -> batchSearch(queries, k, radius, results));
        return results;
    }

    private void checkBatch(BinaryCodes queries, int k, int radius) {
        if (queries.bits() != bits()) {
            throw new IllegalArgumentException(
                    "queries of %d bits for codes of %d bits".formatted(queries.bits(), bits()));
        }
        Searcher.check(bits(), k, radius);
    }

    /** Answers some of many queries, in one of several threads. */
    WorkQueue.Worker batchSearch(BinaryCodes queries, int k, int radius, Neighbors[] results) {
        Searcher searcher = searcher();
        long[] query = new long[queries.words()];
        return next -> {
            for (int i = next.take(1); i < results.length; i = next.take(1)) {
                queries.read(i, query);
                results[i] = new Neighbors();
                searcher.nearestWithin(query, k, radius, results[i]);
            }
        };
    }
}
