package hourglass.bench;

import hourglass.matrix.ThreadTeam;
import java.util.concurrent.atomic.LongAdder;

/** The limit of a scan: reading so many bytes and adding them up, by several threads that each read all of them. */
final class MemoryRead {
    private final long[] memory;
    private final LongAdder sum = new LongAdder();

    MemoryRead(long bytes) {
        memory = new long[Math.toIntExact(bytes / Long.BYTES)];
        for (int i = 0; i < memory.length; i++) {
            memory[i] = i;
        }
    }

    /** Gigabytes a second, of all threads together. */
    double gigabytesPerSecond(int threads, int times) {
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            long start = System.nanoTime();
            team.run((part, parts) -> {
                for (int i = 0; i < times; i++) {
                    sum.add(add());
                }
            });
            return (double) threads * times * memory.length * Long.BYTES / (System.nanoTime() - start);
        }
    }

    private long add() {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        for (int i = 0; i < memory.length - 3; i += 4) {
            a += memory[i];
            b += memory[i + 1];
            c += memory[i + 2];
            d += memory[i + 3];
        }
        return a + b + c + d;
    }
}
