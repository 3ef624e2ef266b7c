package hourglass.matrix;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A fixed team of threads that run the same task on different parts of the work (single program, multiple data, as an
 * OpenMP parallel region does): within it, {@link #barrier()} makes what each has written visible to all.
 *
 * <p>A step of training takes some milliseconds and crosses dozens of barriers, so waiting threads spin before they
 * sleep. Running a task allocates nothing. The calling thread is part 0; one task runs at a time, further callers wait.
 */
public final class ThreadTeam implements AutoCloseable {
    /** One part of the work. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does one part.
         *
         * @param part which, from 0 to {@code parts - 1}
         * @param parts how many there are, the size of the team
         */
        void run(int part, int parts);
    }

    private static final int SPINS_BEFORE_SLEEP = 4_000;

    private final Thread[] workers;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    private volatile int round;
    private volatile int phase;
    private volatile boolean closed;
    private volatile @Nullable Task task;
    private volatile @Nullable Throwable failure;

    private ThreadTeam(int size) {
        workers = new Thread[size - 1];
        for (int i = 0; i < workers.length; i++) {
            int part = i + 1;
            workers[i] = new Thread(() -> work(part), "hourglass-team-" + part);
            workers[i].setDaemon(true);
            workers[i].start();
        }
    }

    /**
     * A new team.
     *
     * @param size the number of threads, the caller's included, at least 1
     */
    public static ThreadTeam of(int size) {
        if (size < 1) {
            throw new IllegalArgumentException("a team has at least 1 thread, not " + size);
        }
        return new ThreadTeam(size);
    }

    /** The team of this process, one thread for each processor that it may use. */
    public static ThreadTeam shared() {
        return Shared.TEAM;
    }

    /** The number of threads, the caller's included. */
    public int size() {
        return workers.length + 1;
    }

    /**
     * Runs a task on all threads and returns when all parts are done.
     *
     * @throws IllegalStateException if a part failed, with its failure as the cause; an unchecked exception or error of
     *     the calling thread's own part is thrown as it is
     */
    public synchronized void run(Task task) {
        if (closed) {
            throw new IllegalStateException("the team is closed");
        }
        failure = null;
        arrived.set(0);
        running.set(workers.length);
        this.task = task;
        round++;
        for (Thread worker : workers) {
            LockSupport.unpark(worker);
        }
        try {
            task.run(0, size());
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        } finally {
            awaitWorkers();
            this.task = null;
        }
        Throwable thrown = failure;
        if (thrown != null) {
            throw new IllegalStateException("a part of the work failed: " + thrown.getMessage(), thrown);
        }
    }

    /** Waits, within a task, until every part has come here. */
    public void barrier() {
        if (workers.length == 0) {
            return;
        }
        int current = phase;
        if (arrived.incrementAndGet() == size()) {
            arrived.set(0);
            phase = current + 1;
            return;
        }
        for (int spins = 0; phase == current; spins++) {
            if (failure != null) {
                throw new IllegalStateException("another part of the work failed", failure);
            }
            pause(spins);
        }
    }

    /** Ends the threads. */
    @Override
    public synchronized void close() {
        closed = true;
        for (Thread worker : workers) {
            LockSupport.unpark(worker);
        }
    }

    private void work(int part) {
        int done = 0;
        while (true) {
            for (int spins = 0; round == done && !closed; spins++) {
                if (spins < SPINS_BEFORE_SLEEP) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
            if (closed) {
                return;
            }
            done = round;
            runPart(part);
            running.decrementAndGet();
        }
    }

    private void runPart(int part) {
        Task current = task;
        if (current == null) {
            return;
        }
        try {
            current.run(part, size());
        } catch (RuntimeException | Error e) {
            // Of several failures the first is the cause; the others are its barriers breaking.
            if (failure == null) {
                failure = e;
            }
        }
    }

    private void awaitWorkers() {
        for (int spins = 0; running.get() > 0; spins++) {
            pause(spins);
        }
    }

    @SuppressWarnings("ThreadPriorityCheck") // Yielding is only a courtesy here: nothing depends on it.
    private static void pause(int spins) {
        if (spins < SPINS_BEFORE_SLEEP) {
            Thread.onSpinWait();
        } else {
            // Somebody else has the processor that the awaited part needs.
            Thread.yield();
        }
    }

    private static final class Shared {
        static final ThreadTeam TEAM = new ThreadTeam(Runtime.getRuntime().availableProcessors());
    }
}
