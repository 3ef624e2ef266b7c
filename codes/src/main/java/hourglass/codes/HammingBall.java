package hourglass.codes;

/**
 * The addresses at a distance from another: it XOR each mask of as many ones. The masks of one distance come in ascending
 * order, so that neighbours in the order are close in a table, and those of shorter addresses come first.
 */
final class HammingBall {
    /** The longest addresses. */
    static final int MAX_BITS = 28;

    /** The masks of few ones, which are used most. */
    private static final int[][] MASKS = new int[5][];

    static {
        for (int ones = 0; ones < MASKS.length; ones++) {
            MASKS[ones] = new int[surface(MAX_BITS, ones)];
            fill(first(ones), MASKS[ones], MASKS[ones].length);
        }
    }

    private HammingBall() {}

    /** How many addresses lie at exactly this distance. */
    static int surface(int bits, int distance) {
        if (distance > bits) {
            return 0;
        }
        long product = 1;
        for (int i = 1; i <= distance; i++) {
            product = product * (bits - distance + i) / i;
        }
        return (int) product;
    }

    /**
     * Gives the next masks of so many ones.
     *
     * @param done how many were given before
     * @param next what was returned with these
     */
    static int masks(int ones, int done, int next, int[] masks, int count) {
        if (ones < MASKS.length) {
            System.arraycopy(MASKS[ones], done, masks, 0, count);
            return 0;
        }
        return fill(done == 0 ? first(ones) : next, masks, count);
    }

    private static int fill(int from, int[] masks, int count) {
        int mask = from;
        for (int i = 0; i < count; i++) {
            masks[i] = mask;
            mask = next(mask);
        }
        return mask;
    }

    private static int first(int ones) {
        return (1 << ones) - 1;
    }

    /** The next higher mask of as many ones (R. W. Gosper, HAKMEM, item 175); of none, nothing of use. */
    private static int next(int mask) {
        int lowest = mask & -mask;
        int ripple = mask + lowest;
        return ripple | ((mask ^ ripple) >>> 2 >>> Integer.numberOfTrailingZeros(lowest));
    }
}
