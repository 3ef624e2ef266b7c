package hourglass.codes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GrowingIndexTest {
    @Property(tries = 20)
    void findsWhatWasAddedUntilTheQuery(
            @ForAll @IntRange(min = 1, max = 130) int bits,
            @ForAll @IntRange(min = 1, max = 15_000) int count,
            @ForAll long seed) {
        BinaryCodes codes = Samples.clustered(bits, count, 20, 0.1, seed);
        GrowingIndex index = GrowingIndex.of(bits);
        Searcher searcher = index.searcher();
        Neighbors found = new Neighbors();
        Neighbors expected = new Neighbors();
        BinaryCodesBuilder until = BinaryCodes.builder(bits);
        for (int i = 0; i < count; i++) {
            assertThat(index.add(codes.code(i))).isEqualTo(i);
            until.add(codes.code(i));
            if (i % 1237 == 0 || i == count - 1) {
                searcher.nearest(codes.code(i / 2), 10, found);
                LinearScan.of(until.build()).searcher().nearest(codes.code(i / 2), 10, expected);
                assertThat(found).isEqualTo(expected);
            }
        }
        assertThat(index.count()).isEqualTo(count);
    }

    @Test
    void continuesAnotherIndex() {
        BinaryCodes codes = Samples.clustered(64, 5_000, 20, 0.1, 1);
        GrowingIndex index = GrowingIndex.of(MultiIndexHashing.of(codes), MultiIndexHashing::of);
        long[] added = codes.code(4_999);
        int number = index.add(added);
        Neighbors found = new Neighbors();
        index.searcher().within(added, 0, found);
        assertThat(found.items()).contains(4_999, number).endsWith(5_000);
        assertThat(index.codes().code(5_000)).isEqualTo(added);
    }

    @Test
    void queriesWhileCodesAreAddedSeeThoseAddedBefore() throws InterruptedException {
        GrowingIndex index = GrowingIndex.of(32);
        AtomicInteger misses = new AtomicInteger();
        Thread reader = new Thread(() -> {
            Searcher searcher = index.searcher();
            Neighbors found = new Neighbors();
            for (int count = index.count(); count < 20_000; count = index.count()) {
                searcher.within(new long[] {Math.max(0, count - 1)}, 0, found);
                if (count > 0 && !List.of(count - 1).equals(items(found))) {
                    misses.incrementAndGet();
                }
            }
        });
        reader.start();
        for (int i = 0; i < 20_000; i++) {
            index.add(i);
        }
        reader.join();
        assertThat(misses).hasValue(0);
    }

    private static List<Integer> items(Neighbors found) {
        return BruteForce.of(found).stream().map(one -> one.get(0)).toList();
    }
}
