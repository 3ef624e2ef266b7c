package hourglass.codes;

import java.nio.LongBuffer;

/**
 * Compares a query with every code. Codes in arrays are read in place; those of a mapped file are copied in blocks that
 * stay in the first-level cache, for the loops over arrays are the faster ones.
 */
final class Scan {
    private static final int BLOCK = 1024;

    private final BinaryCodes codes;
    private final Collector collector;
    private final Hits hits;
    private long[] block = new long[0];

    /** Passes on all codes that lie within the collector's bound. */
    Scan(BinaryCodes codes, Collector collector, Hits hits) {
        this.codes = codes;
        this.collector = collector;
        this.hits = hits;
    }

    void run(long[] query) {
        LongPages rows = codes.rows();
        int together;
        for (int row = 0; row < codes.count(); row += together) {
            together = rows.together(row, codes.count());
            LongBuffer page = rows.pages()[row >>> rows.shift()];
            if (page.hasArray()) {
                compare(page.array(), page.arrayOffset(), row, together, query);
            } else {
                copyAndCompare(rows, row, row + together, query);
            }
        }
    }

    private void copyAndCompare(LongPages rows, int from, int to, long[] query) {
        int most = BLOCK / rows.width();
        if (block.length == 0) {
            block = new long[BLOCK];
        }
        int count;
        for (int row = from; row < to; row += count) {
            count = Math.min(most, to - row);
            rows.read(row, count, block);
            compare(block, 0, row, count, query);
        }
    }

    private void compare(long[] packed, int at, int item, int count, long[] query) {
        switch (query.length) {
            case 1 -> compare1(packed, at, item, count, query[0]);
            case 2 -> compare2(packed, at, item, count, query[0], query[1]);
            case 4 -> compare4(packed, at, item, count, query);
            default -> compareAny(packed, at, item, count, query);
        }
    }

    private void compare1(long[] packed, int at, int item, int count, long query) {
        int bound = collector.bound();
        for (int i = 0; i < count; i++) {
            int distance = Long.bitCount(packed[at + i] ^ query);
            if (distance <= bound) {
                bound = hit(item + i, distance);
            }
        }
    }

    private void compare2(long[] packed, int at, int item, int count, long first, long second) {
        int bound = collector.bound();
        for (int i = 0; i < count; i++) {
            int row = at + 2 * i;
            int distance = Long.bitCount(packed[row] ^ first) + Long.bitCount(packed[row + 1] ^ second);
            if (distance <= bound) {
                bound = hit(item + i, distance);
            }
        }
    }

    private void compare4(long[] packed, int at, int item, int count, long[] query) {
        long first = query[0];
        long second = query[1];
        long third = query[2];
        long fourth = query[3];
        int bound = collector.bound();
        for (int i = 0; i < count; i++) {
            int row = at + 4 * i;
            int distance = Long.bitCount(packed[row] ^ first)
                    + Long.bitCount(packed[row + 1] ^ second)
                    + Long.bitCount(packed[row + 2] ^ third)
                    + Long.bitCount(packed[row + 3] ^ fourth);
            if (distance <= bound) {
                bound = hit(item + i, distance);
            }
        }
    }

    private void compareAny(long[] packed, int at, int item, int count, long[] query) {
        int bound = collector.bound();
        for (int i = 0; i < count; i++) {
            int distance = Hamming.distance(packed, at + query.length * i, query);
            if (distance <= bound) {
                bound = hit(item + i, distance);
            }
        }
    }

    private int hit(int item, int distance) {
        hits.add(item, distance);
        return collector.bound();
    }
}
