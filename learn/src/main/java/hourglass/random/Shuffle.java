package hourglass.random;

import java.util.Objects;

/**
 * A pseudo-random order of the numbers 0 to {@code size - 1}, different in every epoch, that takes no memory: position
 * by position it is computed from the seed alone, so that training resumed in the middle of an epoch meets the same
 * items as training that never stopped.
 *
 * <p>The order is a Feistel network over the smallest power of two that holds all positions, its round function a hash;
 * results beyond {@code size} are sent through again until they fall inside, less than twice on average (cycle walking:
 * J. Black, P. Rogaway, <i>Ciphers with arbitrary finite domains</i>, CT-RSA 2002).
 *
 * @param seed of the whole run
 * @param epoch from 0
 * @param size how many numbers, at least 1
 */
public record Shuffle(long seed, long epoch, int size) {
    /** Pairs of half rounds. Four make a strong permutation of large domains; tiny ones need more to mix. */
    private static final int ROUNDS = 6;

    public Shuffle {
        if (size < 1) {
            throw new IllegalArgumentException("a shuffle is of at least 1 item, not " + size);
        }
    }

    /** The number at {@code position}; every number stands at exactly one position. */
    public int at(int position) {
        int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(size - 1));
        long key = Seeds.mix(Seeds.mix(seed) ^ epoch);
        int number = Objects.checkIndex(position, size);
        do {
            number = permute(number, bits, key);
        } while (Integer.compareUnsigned(number, size) >= 0);
        return number;
    }

    /** A bijection of the numbers of {@code bits} bits: each half in turn is masked by a hash of the other. */
    private static int permute(int number, int bits, long key) {
        int lowBits = (bits + 1) / 2;
        int lowMask = (1 << lowBits) - 1;
        int highMask = (1 << (bits - lowBits)) - 1;
        int low = number & lowMask;
        int high = number >>> lowBits;
        for (long round = 0; round < ROUNDS; round++) {
            low ^= (int) Seeds.mix(key + (round << 33) + high) & lowMask;
            high ^= (int) Seeds.mix(key + (round << 33) + (1L << 32) + low) & highMask;
        }
        return high << lowBits | low;
    }
}
