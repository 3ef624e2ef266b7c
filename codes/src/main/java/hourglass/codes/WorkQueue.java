package hourglass.codes;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Work for several threads, each of which takes the next piece when it is done with one. */
final class WorkQueue {
    private WorkQueue() {}

    /** Hands out numbers to the threads. */
    @FunctionalInterface
    interface Next {
        /** The first of so many consecutive numbers that nobody else gets. */
        int take(int count);
    }

    /** One thread's share of the work. */
    @FunctionalInterface
    interface Worker {
        void work(Next next);
    }

    /** Lets so many threads share some pieces: each takes the next of them until there are no more. */
    static void run(int pieces, int threads, Supplier<Worker> workers) {
        AtomicInteger taken = new AtomicInteger();
        Next next = count -> taken.getAndUpdate(before -> Math.min(pieces, before + count));
        inParallel(threads, threads, part -> workers.get().work(next));
    }

    /** Runs all pieces 0, 1, ... on so many threads. */
    static void inParallel(int threads, int pieces, IntConsumer piece) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be 1 or more, but were " + threads);
        }
        if (threads == 1) {
            IntStream.range(0, pieces).forEach(piece);
            return;
        }
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            pool.submit(() -> IntStream.range(0, pieces).parallel().forEach(piece))
                    .join();
        } finally {
            pool.shutdown();
        }
    }
}
