package hourglass.matrix;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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
    /** Parts that share a step evenly wait for each other for less than so many spins, tens of microseconds. */
    private static final int SPINS_BEFORE_YIELDS = 2_000;
    /** So many yields take half a millisecond or more. */
    private static final int SPINS_BEFORE_NAPS = 40_000;

    private static final long NAP_NANOS = 20_000;
    /** About half a millisecond of one core, in which waiting for each other takes what sharing gains. */
    private static final long WORTH_SHARING = 8_000_000;

    private final Thread[] workers;
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicInteger arrived = new AtomicInteger();
    /** The first of the task: what then fails at a barrier is its consequence. */
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    private volatile int round;
    private volatile int phase;
    private volatile boolean closed;
    private volatile @Nullable Task task;

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

    /**
     * The threads that a task of so much work is worth sharing among: this team, or the calling thread alone if the task
     * takes less than about half a millisecond. Parts of so small a task would wait for each other for longer than they
     * work, and for far longer where other programs use the processors, too.
     *
     * @param multiplications of the task: those of its matrix products
     */
    public ThreadTeam forWork(long multiplications) {
        return multiplications < WORTH_SHARING && size() > 1 ? new ThreadTeam(1) : this;
    }

    /** The number of threads, the caller's included. */
    public int size() {
        return workers.length + 1;
    }

    /**
     * Runs a task on all threads and returns when all parts are done. What a part throws is thrown here; of several
     * failures, the first.
     *
     * @throws IllegalStateException if the team is closed, or if this is a part of its task: a team runs one at a time
     */
    public void run(Task task) {
        for (Thread worker : workers) {
            if (worker == Thread.currentThread()) {
                throw new IllegalStateException("a part of a team's task runs another on the same team");
            }
        }
        runOnAll(task);
    }

    private synchronized void runOnAll(Task task) {
        if (closed) {
            throw new IllegalStateException("the team is closed");
        }
        if (this.task != null) {
            throw new IllegalStateException("a part of a team's task runs another on the same team");
        }
        failure.set(null);
        arrived.set(0);
        unfinished.set(size());
        this.task = task;
        round++;
        for (Thread worker : workers) {
            LockSupport.unpark(worker);
        }
        runPart(task, 0);
        for (int spins = 0; unfinished.get() > 0; spins++) {
            pause(spins);
        }
        this.task = null;
        throwFailure();
    }

    private void throwFailure() {
        Throwable thrown = failure.get();
        if (thrown instanceof RuntimeException exception) {
            throw exception;
        }
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown != null) {
            throw new IllegalStateException(thrown);
        }
    }

    /**
     * Waits, within a task, until every part has come here.
     *
     * @throws IllegalStateException if some part has failed, or ended without coming
     */
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
            // A part that has ended had passed all of its barriers, so that this one's phase can't come any more.
            if (failure.get() != null || (unfinished.get() < size() && phase == current)) {
                throw new IllegalStateException("another part failed or ended, and will not come to this barrier");
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
            Task current = task;
            if (current != null) {
                runPart(current, part);
            }
        }
    }

    private void runPart(Task current, int part) {
        try {
            current.run(part, size());
        } catch (Throwable e) {
            // Of any kind: a thread that it ended would be waited for forever.
            failure.compareAndSet(null, e);
        }
        unfinished.decrementAndGet();
    }

    @SuppressWarnings("ThreadPriorityCheck") // Nothing relies on the yield: it makes way for others.
    private static void pause(int spins) {
        if (spins < SPINS_BEFORE_YIELDS) {
            Thread.onSpinWait();
        } else if (spins < SPINS_BEFORE_NAPS) {
            // Somebody else has the processor that the awaited part needs: to spin on would keep it from that still
            // longer.
            Thread.yield();
        } else {
            LockSupport.parkNanos(NAP_NANOS);
        }
    }

    private static final class Shared {
        static final ThreadTeam TEAM = new ThreadTeam(Runtime.getRuntime().availableProcessors());
    }
}
