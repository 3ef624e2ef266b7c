package hourglass.codes;

import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Codes that come one by one. {@link #build} may be called at any time and copies nothing: what it gives keeps to the
 * codes added until then. For one thread.
 */
public final class BinaryCodesBuilder {
    private static final int PAGE_SHIFT = 12;

    private final int bits;
    private final int words;
    private final List<LongBuffer> pages = new ArrayList<>();
    private int count;

    BinaryCodesBuilder(int bits) {
        this.bits = bits;
        this.words = BinaryCodes.words(bits);
    }

    /**
     * Adds a code.
     *
     * @param code its longs; copied
     * @return its number
     * @throws IllegalStateException if there are 2,147,483,647 already, the most that ints can number
     */
    public int add(long... code) {
        BinaryCodes.checked(bits, code);
        BinaryCodes.requireRoom(count);
        int row = count & ((1 << PAGE_SHIFT) - 1);
        if (row == 0) {
            pages.add(LongBuffer.allocate(words << PAGE_SHIFT));
        }
        pages.get(pages.size() - 1).put(row * words, code);
        return count++;
    }

    /** How many codes there are now. */
    public int count() {
        return count;
    }

    /** The codes until now. */
    public BinaryCodes build() {
        return new BinaryCodes(bits, count, new LongPages(pages.toArray(LongBuffer[]::new), PAGE_SHIFT, words));
    }
}
