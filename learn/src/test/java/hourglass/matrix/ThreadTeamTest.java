package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ThreadTeamTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5})
    void everyPartRunsOnceInEveryTask(int size) {
        AtomicIntegerArray runs = new AtomicIntegerArray(size);
        try (ThreadTeam team = ThreadTeam.of(size)) {
            assertThat(team.size()).isEqualTo(size);
            for (int i = 0; i < 300; i++) {
                team.run((part, parts) -> {
                    assertThat(parts).isEqualTo(size);
                    runs.incrementAndGet(part);
                });
            }
        }
        for (int part = 0; part < size; part++) {
            assertThat(runs.get(part)).isEqualTo(300);
        }
    }

    @Test
    void littleWorkIsNotShared() {
        try (ThreadTeam team = ThreadTeam.of(3)) {
            assertThat(team.forWork(1_000).size()).isEqualTo(1);
            assertThat(team.forWork(1_000_000_000)).isSameAs(team);
        }
    }

    @Test
    void theCallingThreadIsPartZero() {
        Thread[] threads = new Thread[2];
        try (ThreadTeam team = ThreadTeam.of(2)) {
            team.run((part, parts) -> threads[part] = Thread.currentThread());
        }
        assertThat(threads[0]).isSameAs(Thread.currentThread());
        assertThat(threads[1]).isNotNull().isNotSameAs(threads[0]);
    }

    /** Plain writes: each part reads what its neighbour wrote before the barrier, a thousand times over. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void aBarrierMakesWritesVisible(int size) {
        int[] values = new int[size];
        int[] mistakes = new int[size];
        try (ThreadTeam team = ThreadTeam.of(size)) {
            team.run((part, parts) -> {
                for (int step = 1; step <= 1000; step++) {
                    values[part] = step;
                    team.barrier();
                    mistakes[part] += values[(part + 1) % parts] == step ? 0 : 1;
                    team.barrier();
                }
            });
        }
        assertThat(mistakes).containsOnly(0);
    }

    @Test
    void whatPartsWroteIsVisibleToTheCaller() {
        int[] values = new int[3];
        try (ThreadTeam team = ThreadTeam.of(3)) {
            for (int i = 1; i <= 1000; i++) {
                int value = i;
                team.run((part, parts) -> values[part] = value);
                assertThat(values[1] + values[2]).isEqualTo(2 * i);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 3", "2, 3", "0, 1"})
    void whatAPartThrowsReachesTheCallerAsItIs(int failing, int size) {
        RuntimeException failure = new ArithmeticException("part " + failing);
        try (ThreadTeam team = ThreadTeam.of(size)) {
            assertThatThrownBy(() -> team.run((part, parts) -> {
                        if (part == failing) {
                            throw failure;
                        }
                    }))
                    .isSameAs(failure);
        }
    }

    @Test
    void errorsReachTheCallerToo() {
        try (ThreadTeam team = ThreadTeam.of(2)) {
            assertThatThrownBy(() -> team.run((part, parts) -> {
                        if (part == 1) {
                            throw new OutOfMemoryError("in a test");
                        }
                    }))
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessage("in a test");
        }
    }

    @Test
    void aCheckedExceptionThatSlippedThroughEndsNoThread() {
        Exception checked = new Exception("slipped through");
        try (ThreadTeam team = ThreadTeam.of(2)) {
            assertThatThrownBy(() -> team.run((part, parts) -> {
                        if (part == 1) {
                            throwAnything(checked);
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasCause(checked);
            assertThatCode(() -> team.run((part, parts) -> team.barrier())).doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aFailureFreesThoseWhoWaitAtABarrier(int failing) {
        try (ThreadTeam team = ThreadTeam.of(3)) {
            for (int i = 0; i < 100; i++) {
                int barriers = i % 4;
                assertThatThrownBy(() -> team.run((part, parts) -> {
                            for (int step = 0; step < 4; step++) {
                                if (part == failing && step == barriers) {
                                    throw new ArithmeticException("step " + step);
                                }
                                team.barrier();
                            }
                        }))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessage("step " + barriers);
            }
        }
    }

    @Test
    void worksAgainAfterAFailure() {
        int[] sums = new int[3];
        try (ThreadTeam team = ThreadTeam.of(3)) {
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> team.run((part, parts) -> {
                            if (part == 1) {
                                throw new ArithmeticException();
                            }
                            team.barrier();
                        }))
                        .isInstanceOf(ArithmeticException.class);
                team.run((part, parts) -> {
                    team.barrier();
                    sums[part]++;
                    team.barrier();
                });
            }
        }
        assertThat(sums).containsOnly(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aPartThatMissesABarrierIsAnErrorAndNoDeadlock(int missing) {
        try (ThreadTeam team = ThreadTeam.of(3)) {
            assertThatThrownBy(() -> team.run((part, parts) -> {
                        team.barrier();
                        if (part != missing) {
                            team.barrier();
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("another part failed or ended, and will not come to this barrier");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void refusesToRunATaskWithinItsTask(int nesting) {
        try (ThreadTeam team = ThreadTeam.of(2)) {
            assertThatThrownBy(() -> team.run((part, parts) -> {
                        if (part == nesting) {
                            team.run((inner, of) -> {});
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a part of a team's task runs another on the same team");
        }
    }

    @Test
    void callersTakeTurns() throws InterruptedException {
        int[] counter = new int[1];
        List<Thread> callers = new ArrayList<>();
        try (ThreadTeam team = ThreadTeam.of(2)) {
            for (int i = 0; i < 4; i++) {
                Thread caller = new Thread(() -> {
                    for (int j = 0; j < 200; j++) {
                        team.run((part, parts) -> {
                            if (part == 1) {
                                counter[0]++;
                            }
                        });
                    }
                });
                callers.add(caller);
                caller.start();
            }
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertThat(counter[0]).isEqualTo(800);
    }

    @Test
    void runsNothingOnceClosed() {
        ThreadTeam team = ThreadTeam.of(2);
        team.close();
        assertThatThrownBy(() -> team.run((part, parts) -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the team is closed");
    }

    @Test
    void closingEndsTheThreads() throws InterruptedException {
        Thread[] worker = new Thread[2];
        ThreadTeam team = ThreadTeam.of(2);
        team.run((part, parts) -> worker[part] = Thread.currentThread());
        team.close();
        worker[1].join();
        assertThat(worker[1].isAlive()).isFalse();
    }

    @Test
    void tasksAndBarriersAllocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] ids = new long[2];
        try (ThreadTeam team = ThreadTeam.of(2)) {
            ThreadTeam.Task task = (part, parts) -> {
                ids[part] = Thread.currentThread().getId();
                team.barrier();
            };
            runTimes(100, team, task);
            long before = Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum();
            runTimes(10_000, team, task);
            long allocated = Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum() - before;
            assertThat(allocated).as("bytes in 10,000 tasks").isLessThan(100_000);
        }
    }

    @Test
    void refusesATeamOfNobody() {
        assertThatThrownBy(() -> ThreadTeam.of(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a team has at least 1 thread, not 0");
    }

    private static void runTimes(int times, ThreadTeam team, ThreadTeam.Task task) {
        for (int i = 0; i < times; i++) {
            team.run(task);
        }
    }

    @SuppressWarnings("unchecked") // The point: the compiler takes E for an unchecked exception.
    private static <E extends Throwable> void throwAnything(Throwable throwable) throws E {
        throw (E) throwable;
    }
}
