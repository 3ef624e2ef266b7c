package hourglass.codes;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/** Compares the query with every code: the yardstick that every other index agrees with. Keeps nothing but the codes. */
public final class LinearScan extends HammingIndex {
    private final BinaryCodes codes;

    private LinearScan(BinaryCodes codes) {
        this.codes = codes;
    }

    /** Scans these codes. */
    public static LinearScan of(BinaryCodes codes) {
        return new LinearScan(codes);
    }

    @Override
    public void write(Path file, List<ByteBuffer> attachments) {
        CodeFileWriter.write(file, CodeFile.Kind.CODES, codes, 0, writer -> {}, attachments);
    }

    @Override
    public BinaryCodes codes() {
        return codes;
    }

    @Override
    public long overheadBytes() {
        return 0;
    }

    /** Queries in groups, so that each block of codes is read once for all of a group. */
    @Override
    WorkQueue.Worker batchSearch(BinaryCodes queries, int k, int radius, Neighbors[] results) {
        return new ScanBatch(codes, queries, k, radius, results);
    }

    @Override
    Search search(Collector collector) {
        return new Scan(codes, collector, collector);
    }
}
