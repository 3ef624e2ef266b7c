package hourglass.codes;

/** Compares a query with codes that lie side by side in an array, and passes on those within the collector's bound. */
final class Comparison {
    private final Collector collector;
    private final Hits hits;

    Comparison(Collector collector, Hits hits) {
        this.collector = collector;
        this.hits = hits;
    }

    /** Receives the items that a search meets. */
    @FunctionalInterface
    interface Hits {
        void add(int item, int distance);
    }

    /** Compares so many codes, of which the first is that item and begins at that long. */
    void compare(long[] packed, int at, int item, int count, long[] query) {
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

    /**
     * Reads the codes in two streams, one for each half: the processor fetches both ahead, and a word of the query serves
     * two codes, so that codes of many words are read at nearly the speed of the memory.
     */
    private void compareAny(long[] packed, int at, int item, int count, long[] query) {
        int words = query.length;
        int half = count / 2;
        int bound = collector.bound();
        for (int i = 0; i < half; i++) {
            int row = at + words * i;
            int other = row + words * half;
            int distance = 0;
            int otherDistance = 0;
            int word = 0;
            for (; word < words - 3; word += 4) {
                long a = query[word];
                long b = query[word + 1];
                long c = query[word + 2];
                long d = query[word + 3];
                distance += Long.bitCount(packed[row + word] ^ a)
                        + Long.bitCount(packed[row + word + 1] ^ b)
                        + Long.bitCount(packed[row + word + 2] ^ c)
                        + Long.bitCount(packed[row + word + 3] ^ d);
                otherDistance += Long.bitCount(packed[other + word] ^ a)
                        + Long.bitCount(packed[other + word + 1] ^ b)
                        + Long.bitCount(packed[other + word + 2] ^ c)
                        + Long.bitCount(packed[other + word + 3] ^ d);
            }
            for (; word < words; word++) {
                distance += Long.bitCount(packed[row + word] ^ query[word]);
                otherDistance += Long.bitCount(packed[other + word] ^ query[word]);
            }
            if (distance <= bound) {
                bound = hit(item + i, distance);
            }
            if (otherDistance <= bound) {
                bound = hit(item + half + i, otherDistance);
            }
        }
        if (count % 2 != 0) {
            int distance = Hamming.distance(packed, at + words * (count - 1), query);
            if (distance <= bound) {
                hit(item + count - 1, distance);
            }
        }
    }

    private int hit(int item, int distance) {
        hits.add(item, distance);
        return collector.bound();
    }
}
