package hourglass.codes;

import java.nio.file.Path;
import java.util.function.IntPredicate;

/**
 * Finds codes by their Hamming distance to a query, exactly: the k nearest, or all within a radius. Every kind of index
 * gives the same answers in the same order (by distance, then by number). Safe for many threads, each with its own
 * {@link Searcher}.
 */
public abstract sealed class HammingIndex permits LinearScan, AddressTable, MultiIndexHashing, GrowingIndex {
    HammingIndex() {}

    /** The index that suits the length of the codes: up to 28 bits an address table, else multi-index hashing. */
    public static HammingIndex of(BinaryCodes codes) {
        return codes.bits() <= AddressTable.MAX_BITS ? AddressTable.of(codes) : MultiIndexHashing.of(codes);
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
    public abstract void write(Path file);

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

    abstract IndexSearch search(Collector collector);

    /** The bytes for each code beyond those of the code itself. */
    public double overheadBytesPerCode() {
        return count() == 0 ? 0 : (double) overheadBytes() / count();
    }

    /** A searcher for one thread. */
    public Searcher searcher() {
        return searcher(new Collector());
    }

    /** A searcher for one thread that finds only the items accepted. */
    public Searcher searcher(IntPredicate accepted) {
        return searcher(new Collector(accepted));
    }

    private Searcher searcher(Collector collector) {
        return new Searcher(bits(), collector, search(collector));
    }

    /** The k nearest of each query, found by so many threads. */
    public Neighbors[] nearest(BinaryCodes queries, int k, int threads) {
        return WorkQueue.run(this, queries, threads, (searcher, query, result) -> searcher.nearest(query, k, result));
    }

    /** All within a radius of each query, found by so many threads. */
    public Neighbors[] within(BinaryCodes queries, int radius, int threads) {
        return WorkQueue.run(
                this, queries, threads, (searcher, query, result) -> searcher.within(query, radius, result));
    }
}
