package hourglass.codes.join;

import org.jspecify.annotations.Nullable;

/**
 * Joins buckets in one thread. Where a bucket is heavy, since its key is the same for many codes, it is joined by the bits
 * that are left rather than by comparing each with each.
 */
final class BucketJoin {
    /** More comparisons than this are heavy. */
    private static final double HEAVY = 1 << 18;

    private final int radius;
    private final PairBuffer pairs;

    BucketJoin(int radius, PairBuffer pairs) {
        this.radius = radius;
        this.pairs = pairs;
    }

    /** Joins codes with others, or with themselves if both are the same. */
    void join(Codes first, Codes second, int[] bits, int left, @Nullable MetBefore before) {
        double all = (double) first.count() * second.count() / (first == second ? 2 : 1);
        Plan plan = all <= HEAVY ? null : Plan.of(bits, left, first.count(), second.count(), all);
        if (plan == null) {
            compare(first, 0, first.count(), second, 0, second.count(), before);
            return;
        }
        for (int t = 0; t < plan.keys().length; t++) {
            Table one = Table.of(first, plan.keys()[t]);
            Table other = first == second ? one : Table.of(second, plan.keys()[t]);
            MetBefore met = new MetBefore(plan, t, before);
            join(one, other, plan.masks(t), plan.without(bits, t), left, met, 0, one.addresses());
        }
    }

    /** Joins the buckets of a range of addresses with those that differ from them by the masks. */
    void join(Table one, Table other, int[] masks, int[] bits, int left, MetBefore met, int from, int to) {
        for (int address = from; address < to; address++) {
            int start = one.starts()[address];
            int end = one.starts()[address + 1];
            if (start < end) {
                for (int mask : masks) {
                    int partner = address ^ mask;
                    int partnerStart = other.starts()[partner];
                    int partnerEnd = other.starts()[partner + 1];
                    boolean turned = one == other && partner < address;
                    if (partnerStart < partnerEnd && !turned) {
                        bucket(
                                one.codes(),
                                start,
                                end,
                                other.codes(),
                                partnerStart,
                                partnerEnd,
                                bits,
                                left - Integer.bitCount(mask),
                                met);
                    }
                }
            }
        }
    }

    /** Compares one code with all, or with those behind it if it is one of them. */
    void compareOne(Codes first, int item, Codes second) {
        if (first == second) {
            compare(first, item, item + 1, second, item + 1, second.count(), null);
        } else {
            compare(first, item, item + 1, second, 0, second.count(), null);
        }
    }

    private void bucket(
            Codes one, int start, int end, Codes other, int from, int to, int[] bits, int left, MetBefore met) {
        if ((double) (end - start) * (to - from) <= HEAVY || bits.length == 0) {
            compare(one, start, end, other, from, to, met);
        } else {
            Codes first = one.range(start, end);
            join(first, one == other && start == from ? first : other.range(from, to), bits, left, met);
        }
    }

    private void compare(Codes one, int start, int end, Codes other, int from, int to, @Nullable MetBefore met) {
        boolean same = one == other && start == from;
        switch (one.words()) {
            case 1 -> compare1(one, start, end, other, from, to, same, met);
            case 2 -> compare2(one, start, end, other, from, to, same, met);
            default -> compareAny(one, start, end, other, from, to, same, met);
        }
    }

    private void compare1(
            Codes one, int start, int end, Codes other, int from, int to, boolean same, @Nullable MetBefore met) {
        long[] packed = other.packed();
        for (int i = start; i < end; i++) {
            long code = one.packed()[i];
            for (int j = same ? i + 1 : from; j < to; j++) {
                int distance = Long.bitCount(code ^ packed[j]);
                if (distance <= radius) {
                    hit(one, i, other, j, distance, met);
                }
            }
        }
    }

    private void compare2(
            Codes one, int start, int end, Codes other, int from, int to, boolean same, @Nullable MetBefore met) {
        long[] packed = other.packed();
        for (int i = start; i < end; i++) {
            long low = one.packed()[2 * i];
            long high = one.packed()[2 * i + 1];
            for (int j = same ? i + 1 : from; j < to; j++) {
                int distance = Long.bitCount(low ^ packed[2 * j]) + Long.bitCount(high ^ packed[2 * j + 1]);
                if (distance <= radius) {
                    hit(one, i, other, j, distance, met);
                }
            }
        }
    }

    /** The first two longs rule out most of those that are far. */
    private void compareAny(
            Codes one, int start, int end, Codes other, int from, int to, boolean same, @Nullable MetBefore met) {
        int words = one.words();
        long[] codes = one.packed();
        long[] packed = other.packed();
        for (int i = start; i < end; i++) {
            int row = i * words;
            long low = codes[row];
            long high = codes[row + 1];
            for (int j = same ? i + 1 : from; j < to; j++) {
                int place = j * words;
                int distance = Long.bitCount(low ^ packed[place]) + Long.bitCount(high ^ packed[place + 1]);
                for (int word = 2; word < words && distance <= radius; word++) {
                    distance += Long.bitCount(codes[row + word] ^ packed[place + word]);
                }
                if (distance <= radius) {
                    hit(one, i, other, j, distance, met);
                }
            }
        }
    }

    private void hit(Codes one, int i, Codes other, int j, int distance, @Nullable MetBefore met) {
        int words = one.words();
        if (met == null || !met.rejects(one.packed(), i * words, other.packed(), j * words)) {
            pairs.add(one.items()[i], other.items()[j], distance);
        }
    }
}
