package hourglass.codes;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * Codes of up to 28 bits as addresses of a table: a query visits the addresses at distance 0, 1, 2, ... from its own (R.
 * Salakhutdinov and G. Hinton, Semantic hashing, Int. J. Approximate Reasoning 50, 2009). Where the ball would be larger
 * than the number of codes, the rest is scanned.
 *
 * <p>Memory beyond the codes: a quarter of a byte an address, 4 bytes an address in use, 4 bytes a code.
 */
public final class AddressTable extends HammingIndex {
    /** The longest codes. */
    public static final int MAX_BITS = HammingBall.MAX_BITS;

    /** Looking up an address takes as long as comparing so many codes. */
    private static final int CODES_PER_ADDRESS = 4;

    private final BinaryCodes codes;
    private final Buckets buckets;

    private AddressTable(BinaryCodes codes, Buckets buckets) {
        this.codes = codes;
        this.buckets = buckets;
    }

    /** Builds the table of codes of 1 to 28 bits. */
    public static AddressTable of(BinaryCodes codes) {
        if (codes.bits() > MAX_BITS) {
            throw new IllegalArgumentException("an address table takes codes of 1 to %d bits, but these have %d"
                    .formatted(MAX_BITS, codes.bits()));
        }
        LongPages rows = codes.rows();
        return new AddressTable(codes, Buckets.of(codes.bits(), codes.count(), item -> (int) rows.get(item)));
    }

    static AddressTable read(CodeFile file) {
        return new AddressTable(file.codes(), file.buckets(1));
    }

    @Override
    public void write(Path file, List<ByteBuffer> attachments) {
        CodeFileWriter.write(file, CodeFile.Kind.ADDRESS_TABLE, codes, 1, buckets::write, attachments);
    }

    @Override
    public BinaryCodes codes() {
        return codes;
    }

    @Override
    public long overheadBytes() {
        return buckets.bytes();
    }

    @Override
    Search search(Collector collector) {
        return new BallSearch(collector);
    }

    private final class BallSearch implements Search {
        private final Collector collector;
        private final BallWalk walk = new BallWalk(buckets, bits());
        private final Scan rest;
        /** All items nearer than this have been met. */
        private int distance;

        BallSearch(Collector collector) {
            this.collector = collector;
            rest = new Scan(codes, collector, this::addUnlessMet);
        }

        @Override
        public void run(long[] query) {
            int address = (int) query[0];
            for (distance = 0; distance <= collector.bound(); distance++) {
                if ((long) HammingBall.surface(bits(), distance) * CODES_PER_ADDRESS > count()) {
                    rest.run(query);
                    return;
                }
                visit(address);
            }
        }

        private void visit(int address) {
            walk.begin(address, distance);
            while (walk.next()) {
                collector.addAll(walk.items(), walk.count(), distance);
            }
        }

        private void addUnlessMet(int item, int itemDistance) {
            if (itemDistance >= distance) {
                collector.add(item, itemDistance);
            }
        }
    }
}
