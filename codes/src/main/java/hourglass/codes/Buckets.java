package hourglass.codes;

import java.io.IOException;
import java.nio.LongBuffer;

/**
 * The items at each address: offsets into a list of items, by a counting sort, kept for the addresses in use only. A
 * directory has one long for 32 addresses: a bit for each in use, and above them how many are in use before these. So an
 * address without items costs a quarter of a byte and one look, most often into the cache.
 *
 * @param directory for each 32 addresses
 * @param offsets for each address in use where its items begin, and where the last one's end
 * @param postings the items, by address and then by number
 */
record Buckets(LongPages directory, IntPages offsets, IntPages postings) {
    /** Sections of a file that they take. */
    static final int SECTIONS = 3;

    /** The address of an item. */
    @FunctionalInterface
    interface Addresses {
        int of(int item);
    }

    static Buckets of(int bits, int count, Addresses addresses) {
        int[] address = new int[count];
        long[] directory = new long[directoryLength(bits)];
        for (int item = 0; item < count; item++) {
            address[item] = addresses.of(item);
            directory[address[item] >>> 5] |= 1L << (address[item] & 31);
        }
        int used = 0;
        for (int i = 0; i < directory.length; i++) {
            int here = Long.bitCount(directory[i]);
            directory[i] |= (long) used << 32;
            used += here;
        }
        return sorted(address, directory, new int[used + 1]);
    }

    private static Buckets sorted(int[] address, long[] directory, int[] offsets) {
        int[] postings = new int[address.length];
        for (int item = 0; item < address.length; item++) {
            address[item] = bucket(directory[address[item] >>> 5], address[item]);
            offsets[address[item] + 1]++;
        }
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] += offsets[i - 1];
        }
        // Filling moves each start to the next one's; moved back by one place they are right again.
        for (int item = 0; item < address.length; item++) {
            postings[offsets[address[item]]++] = item;
        }
        System.arraycopy(offsets, 0, offsets, 1, offsets.length - 1);
        offsets[0] = 0;
        return new Buckets(LongPages.of(directory, 1), IntPages.of(offsets), IntPages.of(postings));
    }

    static int directoryLength(int bits) {
        return Math.max(1, 1 << bits >>> 5);
    }

    /**
     * Replaces masks of an address by the numbers that the addresses have among those in use.
     *
     * @return how many of them are in use
     */
    int used(int address, int[] masks, int count) {
        LongBuffer entries = directory.pages()[0];
        int used = 0;
        for (int i = 0; i < count; i++) {
            int at = address ^ masks[i];
            int bucket = bucket(entries.get(at >>> 5), at);
            masks[used] = bucket;
            // Without a branch, which would be guessed wrong often.
            used += ~bucket >>> 31;
        }
        return used;
    }

    /** The number of an address among those in use, or a negative one if it has no items. */
    private static int bucket(long entry, int address) {
        int below = (int) entry << (31 - (address & 31));
        return (int) (entry >>> 32) + Integer.bitCount(below) - 1 | ~(below >> 31);
    }

    void write(CodeFileWriter writer) throws IOException {
        writer.longs(directory, Math.toIntExact(directory.length()));
        writer.ints(offsets);
        writer.ints(postings);
    }

    long bytes() {
        return directory.length() * Long.BYTES + (offsets.length() + postings.length()) * Integer.BYTES;
    }
}
