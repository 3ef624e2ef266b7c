package hourglass.codes;

import java.util.Arrays;

/** In which order the bits of codes are dealt out to substrings: first those of the first substring, and so on. */
final class BitOrder {
    private static final int SAMPLE = 1 << 12;

    private BitOrder() {}

    /** The order of the bits in the code. */
    static int[] natural(int bits) {
        int[] order = new int[bits];
        Arrays.setAll(order, i -> i);
        return order;
    }

    /** The substrings of an order. */
    static Substring[] cut(int[] order, int substrings) {
        Substring[] parts = new Substring[substrings];
        int from = 0;
        for (int t = 0; t < substrings; t++) {
            int to = from + Substring.bits(order.length, substrings, t);
            parts[t] = new Substring(Arrays.copyOfRange(order, from, to));
            from = to;
        }
        return parts;
    }

    /** Reads the order from a file, and refuses one that leaves out a bit. */
    static int[] read(CodeFile file, int bits) {
        IntPages values = file.ints(1);
        int[] order = new int[bits];
        boolean[] seen = new boolean[bits];
        for (int i = 0; i < bits; i++) {
            order[i] = values.get(i);
            if (order[i] < 0 || order[i] >= bits || seen[order[i]]) {
                throw new CodeFileException(
                        file.file().toString(),
                        "the order of the bits",
                        "place %d holds bit %d, which is beyond %d bits or there twice".formatted(i, order[i], bits),
                        "write the file again, or take a copy of it");
            }
            seen[order[i]] = true;
        }
        return order;
    }

    /**
     * Deals out the bits in turns: a substring takes the bit that is least correlated with those it has, in the worst
     * case of them (section 5 of the paper of 2014). The correlations are those of a sample.
     */
    static int[] decorrelated(BinaryCodes codes, int substrings) {
        int bits = codes.bits();
        double[][] correlations = correlations(codes);
        double[][] worst = new double[substrings][bits];
        boolean[] dealt = new boolean[bits];
        int[][] parts = new int[substrings][(bits + substrings - 1) / substrings];
        for (int i = 0; i < bits; i++) {
            int part = i % substrings;
            int best = -1;
            for (int bit = 0; bit < bits; bit++) {
                if (!dealt[bit] && (best < 0 || worst[part][bit] < worst[part][best])) {
                    best = bit;
                }
            }
            dealt[best] = true;
            parts[part][i / substrings] = best;
            for (int bit = 0; bit < bits; bit++) {
                worst[part][bit] = Math.max(worst[part][bit], correlation(correlations, best, bit));
            }
        }
        return joined(parts, bits);
    }

    private static double correlation(double[][] correlations, int a, int b) {
        return a == b ? 0 : correlations[Math.max(a, b)][Math.min(a, b)];
    }

    private static int[] joined(int[][] parts, int bits) {
        int[] order = new int[bits];
        int at = 0;
        for (int t = 0; t < parts.length; t++) {
            int length = Substring.bits(bits, parts.length, t);
            Arrays.sort(parts[t], 0, length);
            System.arraycopy(parts[t], 0, order, at, length);
            at += length;
        }
        return order;
    }

    /** The absolute correlation of each bit with each before it, over codes evenly spread. */
    private static double[][] correlations(BinaryCodes codes) {
        int bits = codes.bits();
        int sample = Math.min(codes.count(), SAMPLE);
        long[][] columns = new long[bits][(sample + 63) >> 6];
        for (int i = 0; i < sample; i++) {
            int item = (int) ((long) i * codes.count() / sample);
            for (int bit = 0; bit < bits; bit++) {
                columns[bit][i >> 6] |= (codes.word(item, bit >> 6) >>> bit & 1) << i;
            }
        }
        double[][] correlations = new double[bits][];
        for (int a = 0; a < bits; a++) {
            correlations[a] = new double[a];
            for (int b = 0; b < a; b++) {
                correlations[a][b] = correlation(columns[a], columns[b], sample);
            }
        }
        return correlations;
    }

    private static double correlation(long[] a, long[] b, double sample) {
        int both = 0;
        int onlyA = 0;
        int onlyB = 0;
        for (int i = 0; i < a.length; i++) {
            both += Long.bitCount(a[i] & b[i]);
            onlyA += Long.bitCount(a[i]);
            onlyB += Long.bitCount(b[i]);
        }
        double meanA = onlyA / sample;
        double meanB = onlyB / sample;
        double deviation = Math.sqrt(meanA * (1 - meanA) * meanB * (1 - meanB));
        // A bit that never changes holds no information, wherever it is put.
        return deviation > 0 ? Math.abs(both / sample - meanA * meanB) / deviation : 0;
    }
}
