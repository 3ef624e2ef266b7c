package hourglass.bench;

import java.util.concurrent.ForkJoinPool;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** Runs a part of the work in each of some threads. */
final class Parallel {
    private Parallel() {}

    static void run(int threads, IntConsumer part) {
        ForkJoinPool pool = new ForkJoinPool(threads);
        try {
            pool.submit(() -> IntStream.range(0, threads).parallel().forEach(part))
                    .join();
        } finally {
            pool.shutdown();
        }
    }
}
