package hourglass.codes;

import java.nio.LongBuffer;

/**
 * Compares queries with every code. Codes in arrays are read in place; those of a mapped file are copied in blocks that
 * stay in the first-level cache, for the loops over arrays are the faster ones. Several queries share each block, so that
 * the memory is read once for all of them.
 */
final class Scan implements HammingIndex.Search {
    /** The longs of a block: 16 KB. */
    private static final int BLOCK = 2048;

    private final BinaryCodes codes;
    private final Comparison[] comparisons;
    private long[] block = new long[0];

    /** Passes on all codes that lie within the collector's bound. */
    Scan(BinaryCodes codes, Collector collector, Comparison.Hits hits) {
        this(codes, new Comparison(collector, hits));
    }

    /** Compares as many queries as there are comparisons. */
    Scan(BinaryCodes codes, Comparison... comparisons) {
        this.codes = codes;
        this.comparisons = comparisons;
    }

    @Override
    public void run(long[] query) {
        run(new long[][] {query}, 1);
    }

    /** Compares so many queries, each by the comparison of its place. */
    void run(long[][] queries, int used) {
        LongPages rows = codes.rows();
        int most = Math.max(1, BLOCK / rows.width());
        int together;
        for (int row = 0; row < codes.count(); row += together) {
            together = rows.together(row, codes.count());
            LongBuffer page = rows.pages()[row >>> rows.shift()];
            if (!page.hasArray() || used > 1) {
                together = Math.min(together, most);
            }
            if (page.hasArray()) {
                int at = page.arrayOffset() + rows.start(row);
                compare(page.array(), at, row, together, queries, used);
            } else {
                if (block.length == 0) {
                    block = new long[most * rows.width()];
                }
                rows.read(row, together, block);
                compare(block, 0, row, together, queries, used);
            }
        }
    }

    private void compare(long[] packed, int at, int item, int count, long[][] queries, int used) {
        for (int i = 0; i < used; i++) {
            comparisons[i].compare(packed, at, item, count, queries[i]);
        }
    }
}
