package hourglass.codes;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.LongBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.List;

/**
 * Codes of 1 to 4,096 bits, numbered from 0, packed in longs: bit i of a code is bit {@code i % 64} of its long
 * {@code i / 64}, and the bits of the last long beyond the code are 0. They lie in memory or in a mapped file, and are
 * 2,147,483,647 at most. Immutable, so safe for many threads.
 */
public final class BinaryCodes {
    /** The longest codes. */
    public static final int MAX_BITS = 4096;

    /** Virtual machines keep some words of an array for themselves. */
    private static final int MOST_LONGS = Integer.MAX_VALUE - 8;

    private final int bits;
    private final int count;
    private final LongPages rows;

    BinaryCodes(int bits, int count, LongPages rows) {
        this.bits = bits;
        this.count = count;
        this.rows = rows;
    }

    /**
     * Codes that are packed already.
     *
     * @param bits the length of a code, 1 to 4,096
     * @param packed the longs of the first code, then those of the second, ...; not copied
     */
    public static BinaryCodes of(int bits, long[] packed) {
        int words = words(bits);
        if (packed.length % words != 0) {
            throw new IllegalArgumentException("codes of %d bits take %d longs each, which do not divide %d longs"
                    .formatted(bits, words, packed.length));
        }
        long beyond = beyond(bits);
        for (int i = words - 1; i < packed.length && beyond != 0; i += words) {
            if ((packed[i] & beyond) != 0) {
                throw new IllegalArgumentException(
                        "code %d has bits beyond its length of %d bits".formatted(i / words, bits));
            }
        }
        return new BinaryCodes(bits, packed.length / words, LongPages.of(packed, words));
    }

    /**
     * Codes out of real ones: a bit is 1 where the value is above the threshold.
     *
     * @param values row after row, {@code bits} values each
     */
    public static BinaryCodes ofThreshold(int bits, float[] values, float threshold) {
        return Thresholds.same(bits, threshold).apply(values);
    }

    /** A builder to which codes are added one by one. */
    public static BinaryCodesBuilder builder(int bits) {
        return new BinaryCodesBuilder(bits);
    }

    /**
     * Opens a file of codes, or of an index with its codes, without reading the codes: they are mapped.
     *
     * @throws CodeFileException if it is not such a file, or its header or sizes show damage
     */
    public static BinaryCodes open(Path file) {
        return CodeFile.open(file).codes();
    }

    /**
     * Reads a whole file of codes or of an index, and compares it with the checksums written with it.
     *
     * @throws CodeFileException if it is not as it was written
     */
    public static void verify(Path file) {
        CodeFile.open(file).verify();
    }

    /** Writes them as a file that {@link #open} maps; it appears complete or not at all. */
    public void write(Path file) {
        CodeFileWriter.write(file, CodeFile.Kind.CODES, this, 0, writer -> {}, List.of());
    }

    /** Writes to a stream what {@link #write(Path)} writes to a file. */
    public void write(OutputStream stream) throws IOException {
        CodeFileWriter.write(Channels.newChannel(stream), CodeFile.Kind.CODES, this, 0, writer -> {}, List.of());
    }

    /** The length of a code. */
    public int bits() {
        return bits;
    }

    /** The longs of a code: bits / 64, rounded up. */
    public int words() {
        return rows.width();
    }

    /** How many codes there are. */
    public int count() {
        return count;
    }

    /** A copy of a code. */
    public long[] code(int item) {
        long[] code = new long[words()];
        read(item, code);
        return code;
    }

    /** Copies a code of {@link #words} longs. */
    public void read(int item, long[] to) {
        check(item);
        rows.read(item, 1, to);
    }

    /** One of the longs of a code. */
    public long word(int item, int word) {
        check(item);
        return rows.get(item, word);
    }

    /** Whether a bit of a code is 1. */
    public boolean bit(int item, int bit) {
        if (bit < 0 || bit >= bits) {
            throw new IllegalArgumentException("codes of %d bits have no bit %d".formatted(bits, bit));
        }
        return (word(item, bit >> 6) >>> bit & 1) != 0;
    }

    /** The Hamming distance of a code to another of as many longs. */
    public int distance(int item, long[] code) {
        check(item);
        return rows.distance(item, checked(code));
    }

    /** The code, if it has as many bits as these and none beyond them. */
    long[] checked(long[] code) {
        return checked(bits, code);
    }

    static long[] checked(int bits, long[] code) {
        int words = words(bits);
        if (code.length != words) {
            throw new IllegalArgumentException(
                    "a code of %d bits takes %d longs, but has %d".formatted(bits, words, code.length));
        }
        if ((code[words - 1] & beyond(bits)) != 0) {
            throw new IllegalArgumentException("the code has bits beyond its length of %d bits".formatted(bits));
        }
        return code;
    }

    private void check(int item) {
        if (item < 0 || item >= count) {
            throw new IllegalArgumentException("no code %d among %d".formatted(item, count));
        }
    }

    /** Refuses one more than so many codes where ints can number no more. */
    static void requireRoom(int count) {
        if (count == Integer.MAX_VALUE) {
            throw new IllegalStateException(
                    "codes are numbered by ints, so there can be no more than %,d".formatted(count));
        }
    }

    LongPages rows() {
        return rows;
    }

    static int words(int bits) {
        if (bits < 1 || bits > MAX_BITS) {
            throw new IllegalArgumentException("codes have 1 to %d bits, not %d".formatted(MAX_BITS, bits));
        }
        return (bits + 63) >> 6;
    }

    /** The bits of the last long that no code uses. */
    private static long beyond(int bits) {
        return bits % 64 == 0 ? 0 : -1L << bits;
    }

    /** A copy of both, one after the other. */
    static BinaryCodes concatenated(BinaryCodes first, BinaryCodes second) {
        int words = first.words();
        long longs = ((long) first.count + second.count) * words;
        if (longs > MOST_LONGS) {
            throw new IllegalStateException("%,d codes of %d bits are more than one array of %,d longs holds"
                    .formatted((long) first.count + second.count, first.bits, MOST_LONGS));
        }
        long[] packed = new long[(int) longs];
        first.copyTo(packed, 0);
        second.copyTo(packed, first.count * words);
        return new BinaryCodes(first.bits, first.count + second.count, LongPages.of(packed, words));
    }

    private void copyTo(long[] packed, int at) {
        int together;
        for (int row = 0; row < count; row += together) {
            together = rows.together(row, count);
            LongBuffer page = rows.pages()[row >>> rows.shift()];
            page.get(0, packed, at + row * words(), together * words());
        }
    }
}
