package hourglass.codes;

/**
 * Reads the items at a distance from an address, a block of addresses at a time, in passes: which addresses are in use,
 * where their items begin and end, the items. No branch of a pass waits for memory that the same pass reads, so that many
 * reads are on their way at once; one pass for all would wait for each in turn.
 */
final class BallWalk {
    private static final int BLOCK = 512;
    /** This many items of an address are copied without a check that there are as many. */
    private static final int UNCHECKED = 4;

    private final Buckets buckets;
    private final int bits;
    /** The masks of the block, then the addresses in use. */
    private final int[] block = new int[BLOCK];

    private final int[] starts = new int[BLOCK];
    private final int[] ends = new int[BLOCK];
    private int[] places = new int[BLOCK + UNCHECKED];
    private int address;
    private int distance;
    private int masksDone;
    private int mask;
    private int bucketCount;
    private int itemCount;

    BallWalk(Buckets buckets, int bits) {
        this.buckets = buckets;
        this.bits = bits;
    }

    /** Starts with the addresses at exactly this distance, 0 to the bits of an address. */
    void begin(int from, int atDistance) {
        address = from;
        distance = atDistance;
        masksDone = 0;
        mask = 0;
    }

    /** Looks up the next addresses; false if there are none. */
    boolean next() {
        int count = Math.min(BLOCK, HammingBall.surface(bits, distance) - masksDone);
        if (count == 0) {
            return false;
        }
        mask = HammingBall.masks(distance, masksDone, mask, block, count);
        masksDone += count;
        bucketCount = buckets.used(address, block, count);
        buckets.offsets().gather(block, bucketCount, 0, starts);
        buckets.offsets().gather(block, bucketCount, 1, ends);
        itemCount = 0;
        for (int i = 0; i < bucketCount; i++) {
            itemCount += ends[i] - starts[i];
        }
        return true;
    }

    /** How many items the addresses looked up have. */
    int count() {
        return itemCount;
    }

    /** Reads these items; the array is that of the next call, too. */
    int[] items() {
        buckets.postings().gather(places(), itemCount, 0, places);
        return places;
    }

    /** The places of these items among all postings; the array is that of the next call, too. */
    int[] places() {
        if (places.length < itemCount + UNCHECKED) {
            places =
                    new int[Math.max(itemCount + UNCHECKED, (int) Math.min(2L * places.length, Integer.MAX_VALUE - 8))];
        }
        int count = 0;
        for (int i = 0; i < bucketCount; i++) {
            int start = starts[i];
            for (int j = 0; j < UNCHECKED; j++) {
                places[count + j] = start + j;
            }
            for (int j = start + UNCHECKED; j < ends[i]; j++) {
                places[count + j - start] = j;
            }
            count += ends[i] - start;
        }
        return places;
    }
}
