package hourglass.codes;

/**
 * The addresses at a distance from another: it XOR each mask of as many ones. The masks of one distance come in ascending
 * order, so that neighbours in the order are close in a table.
 */
final class HammingBall {
    /** The longest addresses. */
    static final int MAX_BITS = 28;

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

    /** The lowest mask of so many ones. */
    static int first(int ones) {
        return (1 << ones) - 1;
    }

    /** The next higher mask of as many ones, at least one (R. W. Gosper, HAKMEM, item 175). */
    static int next(int mask) {
        int lowest = mask & -mask;
        int ripple = mask + lowest;
        return ripple | ((mask ^ ripple) >>> 2 >>> Integer.numberOfTrailingZeros(lowest));
    }
}
