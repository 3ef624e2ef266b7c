package hourglass.codes.join;

import hourglass.codes.BinaryCodes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * All pairs of codes within a radius, exactly. Codes are cut into keys as for multi-index hashing; those with the same or
 * nearly the same key are compared. Keys that many codes share are joined by the other bits, and codes that are there
 * several times are joined once, so that what is looked at stays in proportion to what is found.
 *
 * @param codes to be joined with themselves
 * @param radius the largest distance of a pair
 * @param firstNew only pairs with an item of this number or a later one are found; 0 finds all
 * @param threads that compare
 */
public record HammingJoin(BinaryCodes codes, int radius, int firstNew, int threads) {
    /** Pieces of a table that threads take in turns. */
    private static final int PIECES = 256;

    /** Checks the ranges. */
    public HammingJoin {
        if (radius < 0 || radius > codes.bits()) {
            throw new IllegalArgumentException("the radius must lie in 0..%d, the length of the codes, but was %d"
                    .formatted(codes.bits(), radius));
        }
        if (firstNew < 0 || firstNew > codes.count()) {
            throw new IllegalArgumentException(
                    "the first new item must lie in 0..%d, but was %d".formatted(codes.count(), firstNew));
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, but were " + threads);
        }
    }

    /** All pairs within a radius, found by one thread. */
    public static HammingJoin of(BinaryCodes codes, int radius) {
        return new HammingJoin(codes, radius, 0, 1);
    }

    /** The same with another number of threads (default: 1). */
    public HammingJoin withThreads(int number) {
        return new HammingJoin(codes, radius, firstNew, number);
    }

    /** Only the pairs of what is new with each other and with what was there before (default: 0, all pairs). */
    public HammingJoin withFirstNew(int item) {
        return new HammingJoin(codes, radius, item, threads);
    }

    /** Passes on each pair once, in any order, while others are still looked for. */
    public void forEach(PairConsumer consumer) {
        Distinct distinct = Distinct.of(codes);
        int[] next = distinct.next();
        for (int first : distinct.firsts()) {
            for (int a = first; a >= 0; a = next[a]) {
                for (int b = next[a]; b >= 0; b = next[b]) {
                    pass(consumer, a, b, 0);
                }
            }
        }
        run(distinct, (one, other, distance) -> {
            for (int a = one; a >= 0; a = next[a]) {
                for (int b = other; b >= 0; b = next[b]) {
                    pass(consumer, a, b, distance);
                }
            }
        });
    }

    private void pass(PairConsumer consumer, int a, int b, int distance) {
        if (Math.max(a, b) >= firstNew) {
            consumer.accept(Math.min(a, b), Math.max(a, b), distance);
        }
    }

    /** The groups that the pairs make. Codes that are there many times cost no more than once each. */
    public ConnectedComponents components() {
        ConnectedComponents components = new ConnectedComponents(codes.count());
        connect(components);
        return components;
    }

    /** Adds what the pairs connect to groups that were made before; they must have as many items as there are codes. */
    public void connect(ConnectedComponents components) {
        Distinct distinct = Distinct.of(codes);
        boolean[] chained = new boolean[codes.count()];
        for (int first : distinct.firsts()) {
            if (distinct.last(first) >= firstNew) {
                distinct.connect(first, components);
                chained[first] = true;
            }
        }
        run(distinct, (one, other, distance) -> {
            components.connect(one, other);
            // Whatever has the code of an old one is as near to the new one.
            if (!chained[other]) {
                distinct.connect(other, components);
                chained[other] = true;
            }
        });
    }

    /** Joins the distinct codes: those with new items with each other, and with the others. */
    private void run(Distinct distinct, PairConsumer consumer) {
        int[] fresh = IntStream.of(distinct.firsts())
                .filter(first -> distinct.last(first) >= firstNew)
                .toArray();
        Codes added = Codes.of(codes, fresh);
        join(added, added, consumer);
        if (fresh.length < distinct.firsts().length) {
            int[] old = IntStream.of(distinct.firsts())
                    .filter(first -> distinct.last(first) < firstNew)
                    .toArray();
            join(added, Codes.of(codes, old), consumer);
        }
    }

    private void join(Codes first, Codes second, PairConsumer consumer) {
        int[] bits = new int[codes.bits()];
        Arrays.setAll(bits, i -> i);
        double all = (double) first.count() * second.count() / (first == second ? 2 : 1);
        Plan plan = Plan.of(bits, radius, first.count(), second.count(), all);
        if (plan == null) {
            inThreads(first.count(), consumer, (join, i) -> join.compareOne(first, i, second));
            return;
        }
        for (int t = 0; t < plan.keys().length; t++) {
            Table one = Table.of(first, plan.keys()[t]);
            Table other = first == second ? one : Table.of(second, plan.keys()[t]);
            int[] masks = plan.masks(t);
            int[] rest = plan.without(bits, t);
            MetBefore met = new MetBefore(plan, t, null);
            int pieces = Math.min(PIECES, one.addresses());
            inThreads(pieces, consumer, (join, piece) -> {
                int from = (int) ((long) piece * one.addresses() / pieces);
                int to = (int) ((piece + 1L) * one.addresses() / pieces);
                join.join(one, other, masks, rest, radius, met, from, to);
            });
        }
    }

    private interface Piece {
        void run(BucketJoin join, int piece);
    }

    private void inThreads(int pieces, PairConsumer consumer, Piece piece) {
        AtomicInteger taken = new AtomicInteger();
        Runnable work = () -> {
            PairBuffer pairs = new PairBuffer(consumer);
            BucketJoin join = new BucketJoin(radius, pairs);
            for (int i = taken.getAndIncrement(); i < pieces; i = taken.getAndIncrement()) {
                piece.run(join, i);
            }
            pairs.flush();
        };
        if (threads == 1) {
            work.run();
            return;
        }
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                running.add(pool.submit(work));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException("a thread of the join failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the join was interrupted", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
