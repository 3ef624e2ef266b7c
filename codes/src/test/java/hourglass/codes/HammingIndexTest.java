package hourglass.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Every kind of index gives the answers of a comparison with all codes. */
class HammingIndexTest {
    /** Codes, a query, and the k and radius of the search. */
    private record Case(BinaryCodes codes, long[] query, int k, int radius, long seed) {
        @Override
        public String toString() {
            return "%d codes of %d bits, k %d, radius %d, seed %d"
                    .formatted(codes.count(), codes.bits(), k, radius, seed);
        }
    }

    @Provide
    Arbitrary<Case> cases() {
        Arbitrary<Integer> bits = Arbitraries.oneOf(
                Arbitraries.integers().between(1, 28),
                Arbitraries.integers().between(1, 600),
                Arbitraries.of(
                        1, 20, 27, 28, 63, 64, 65, 127, 128, 256, 511, 512, 513, 768, 1_024, 1_536, 3_072, 4_095,
                        4_096));
        Arbitrary<Integer> counts = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 20), Arbitraries.integers().between(1, 2000));
        return Combinators.combine(
                        bits,
                        counts,
                        Arbitraries.of(0, 1, 5, 50),
                        Arbitraries.of(0.0, 0.02, 0.1),
                        Arbitraries.oneOf(
                                Arbitraries.integers().between(1, 50),
                                Arbitraries.integers().between(1, 2500)),
                        Arbitraries.longs())
                .as((length, count, centres, noise, k, seed) -> {
                    Random random = new Random(seed);
                    BinaryCodes codes = Samples.clustered(length, count, centres, noise, seed);
                    long[] start = count == 0 || random.nextInt(4) == 0
                            ? Samples.near(new long[codes.words()], length, 0.5, random)
                            : codes.code(random.nextInt(count));
                    int radius =
                            random.nextInt(3) == 0 ? random.nextInt(length + 1) : Math.min(length, random.nextInt(8));
                    return new Case(codes, Samples.near(start, length, noise / 2, random), k, radius, seed);
                });
    }

    private static List<HammingIndex> indexes(BinaryCodes codes, long seed) {
        List<HammingIndex> indexes = new ArrayList<>(List.of(
                LinearScan.of(codes),
                HammingIndex.of(codes),
                MultiIndexHashing.of(
                        codes, MultiIndexHashing.Options.DEFAULT.withSubstrings(substrings(codes.bits(), seed)))));
        if (codes.bits() <= 512) {
            indexes.add(MultiIndexHashing.of(
                    codes,
                    MultiIndexHashing.Options.DEFAULT.withDecorrelate(true).withThreads(2)));
        }
        if (codes.bits() <= AddressTable.MAX_BITS) {
            indexes.add(AddressTable.of(codes));
        }
        return indexes;
    }

    /** Dealing out the bits compares each with each, which takes long for the longest. */
    @Test
    void longCodesAreFoundWhereTheirBitsAreDealtOut() {
        BinaryCodes codes = Samples.clustered(1_000, 2_000, 100, 0.01, 1);
        HammingIndex dealt = MultiIndexHashing.of(codes, MultiIndexHashing.Options.DEFAULT.withDecorrelate(true));
        assertThat(dealt.nearest(codes, 10, 1)).isEqualTo(LinearScan.of(codes).nearest(codes, 10, 1));
    }

    private static int substrings(int bits, long seed) {
        // A table of 28 bits takes 64 MB, too much for as many as long codes have.
        int longest = bits <= 512 ? 28 : 16;
        int least = (bits + longest - 1) / longest;
        return least + new Random(seed).nextInt(Math.min(bits, 3 * least + 3) - least + 1);
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void findsTheNearestInOrder(@ForAll("cases") Case one) {
        List<List<Integer>> expected = truth(one.codes).answer(one.query, one.k, one.codes.bits());
        Neighbors found = new Neighbors();
        for (HammingIndex index : indexes(one.codes, one.seed)) {
            index.searcher().nearest(one.query, one.k, found);
            assertThat(BruteForce.of(found))
                    .as(index.getClass().getSimpleName())
                    .isEqualTo(expected);
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void findsAllWithinTheRadiusInOrder(@ForAll("cases") Case one) {
        List<List<Integer>> expected = truth(one.codes).answer(one.query, Integer.MAX_VALUE, one.radius);
        Neighbors found = new Neighbors();
        for (HammingIndex index : indexes(one.codes, one.seed)) {
            index.searcher().within(one.query, one.radius, found);
            assertThat(BruteForce.of(found))
                    .as(index.getClass().getSimpleName())
                    .isEqualTo(expected);
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void candidatesAreAllWithinTheRadiusInAnyOrder(@ForAll("cases") Case one) {
        List<List<Integer>> expected = truth(one.codes).answer(one.query, Integer.MAX_VALUE, one.radius);
        Neighbors found = new Neighbors();
        for (HammingIndex index : indexes(one.codes, one.seed)) {
            index.searcher().candidates(one.query, one.radius, found);
            assertThat(BruteForce.of(found)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void findsOnlyWhatIsAccepted(@ForAll("cases") Case one) {
        IntPredicate accepted = item -> item % 3 == 1;
        List<List<Integer>> expected = new BruteForce(one.codes, accepted).answer(one.query, one.k, one.radius);
        Neighbors found = new Neighbors();
        for (HammingIndex index : indexes(one.codes, one.seed)) {
            index.searcher(accepted).nearestWithin(one.query, one.k, one.radius, found);
            assertThat(BruteForce.of(found))
                    .as(index.getClass().getSimpleName())
                    .isEqualTo(expected);
        }
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void acceptsEverythingAgainAfterASearchThatDidNot(@ForAll("cases") Case one) {
        List<List<Integer>> expected = new BruteForce(one.codes, item -> true).answer(one.query, one.k, one.radius);
        Neighbors found = new Neighbors();
        for (HammingIndex index : indexes(one.codes, one.seed)) {
            Searcher searcher = index.searcher(item -> item % 3 == 1);
            searcher.nearestWithin(one.query, one.k, one.radius, found);
            searcher.accept(null);
            searcher.nearestWithin(one.query, one.k, one.radius, found);
            assertThat(BruteForce.of(found))
                    .as(index.getClass().getSimpleName())
                    .isEqualTo(expected);
        }
    }

    /** Where the tables are used rather than given up for a scan: many codes, few of them near. */
    @Test
    void tablesAgreeWithTheScanOfManyCodes() {
        for (int bits : new int[] {20, 24, 64, 128, 200}) {
            BinaryCodes codes = Samples.clustered(bits, 50_000, 2_000, 0.05, bits);
            HammingIndex scan = LinearScan.of(codes);
            BinaryCodes queries = Samples.clustered(bits, 10, 10, 0.05, bits);
            for (HammingIndex index : indexes(codes, bits)) {
                assertThat(index.nearest(queries, 10, 1)).isEqualTo(scan.nearest(queries, 10, 1));
                assertThat(index.within(queries, 3, 1)).isEqualTo(scan.within(queries, 3, 1));
            }
        }
    }

    /** Sorted by their bytes, of which numbers and distances of every size have some that are the same. */
    @Test
    void ordersManyAnswers() {
        BinaryCodes codes = Samples.clustered(400, 70_000, 0, 0, 1);
        Neighbors found = new Neighbors();
        LinearScan.of(codes).searcher().within(codes.code(69_000), 400, found);
        assertThat(found.count()).isEqualTo(70_000);
        for (int i = 1; i < found.count(); i++) {
            assertThat(found.distance(i)).isGreaterThanOrEqualTo(found.distance(i - 1));
            if (found.distance(i) == found.distance(i - 1)) {
                assertThat(found.item(i)).isGreaterThan(found.item(i - 1));
            }
        }
    }

    /** A searcher forgets one query before the next. */
    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void answersDoNotDependOnTheQueriesBefore(@ForAll("cases") Case one) {
        Neighbors again = new Neighbors();
        Neighbors fresh = new Neighbors();
        for (HammingIndex index : indexes(one.codes, one.seed)) {
            Searcher searcher = index.searcher();
            for (int i = 0; i < Math.min(5, one.codes.count()); i++) {
                searcher.within(one.codes.code(i), one.radius, again);
                searcher.nearest(one.codes.code(i), one.k, again);
                index.searcher().nearest(one.codes.code(i), one.k, fresh);
                assertThat(again).isEqualTo(fresh);
            }
        }
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void answersFromAFileAreThoseFromMemory(@ForAll("cases") Case one) throws IOException {
        Path file = Files.createTempFile("index", ".codes");
        Neighbors expected = new Neighbors();
        Neighbors found = new Neighbors();
        LinearScan.of(one.codes).searcher().nearestWithin(one.query, one.k, one.radius, expected);
        for (HammingIndex index : indexes(one.codes, one.seed)) {
            index.write(file);
            HammingIndex opened = HammingIndex.open(file);
            opened.searcher().nearestWithin(one.query, one.k, one.radius, found);
            assertThat(found).isEqualTo(expected);
            assertThat(opened).hasSameClassAs(index);
        }
        Files.delete(file);
    }

    @Test
    void batchesOverThreadsGiveTheAnswersOfOne() {
        BinaryCodes codes = Samples.clustered(64, 3_000, 30, 0.1, 1);
        for (HammingIndex index : indexes(codes, 1)) {
            assertThat(index.nearest(codes, 5, 4)).isEqualTo(index.nearest(codes, 5, 1));
        }
    }

    /** Groups of queries share blocks of codes, of which the last are not full. */
    @Test
    void batchesOfAScanGiveTheAnswersOfSingleQueries() throws IOException {
        BinaryCodes queries = Samples.clustered(768, 37, 0, 0, 2);
        Neighbors alone = new Neighbors();
        HammingIndex inMemory = LinearScan.of(Samples.clustered(768, 1_001, 30, 0.1, 1));
        Path file = Files.createTempFile("index", ".codes");
        inMemory.write(file);
        for (HammingIndex scan : List.of(inMemory, HammingIndex.open(file))) {
            Neighbors[] together = scan.nearestWithin(queries, 5, 380, 2);
            for (int i = 0; i < together.length; i++) {
                scan.searcher().nearestWithin(queries.code(i), 5, 380, alone);
                assertThat(together[i]).isEqualTo(alone);
            }
        }
        Files.delete(file);
    }

    @Test
    void longCodesHaveTablesOnlyWhereTheyPay() {
        BinaryCodes near = Samples.clustered(1_024, 60_000, 5_000, 0.002, 1);
        BinaryCodes far = Samples.clustered(1_024, 3_000, 0, 0, 1);
        assertThat(HammingIndex.of(near)).isInstanceOf(MultiIndexHashing.class);
        assertThat(HammingIndex.of(far)).isInstanceOf(LinearScan.class);
        assertThat(TableReach.of(far).statement())
                .startsWith("among 3,000 codes of 1,024 bits tables pay up to distance ")
                .endsWith(": a scan is as fast");
    }

    @Test
    void refusesQueriesOfAnotherLength() {
        Searcher searcher = LinearScan.of(BinaryCodes.of(65, new long[20])).searcher();
        assertThatThrownBy(() -> searcher.nearest(new long[1], 1, new Neighbors()))
                .hasMessage("a code of 65 bits takes 2 longs, but has 1");
        assertThatThrownBy(() -> searcher.nearest(new long[] {0, 2}, 1, new Neighbors()))
                .hasMessage("the code has bits beyond its length of 65 bits");
    }

    @Test
    void refusesRadiusLargerThanTheCode() {
        Searcher searcher = AddressTable.of(BinaryCodes.of(20, new long[3])).searcher();
        assertThatThrownBy(() -> searcher.within(new long[1], 21, new Neighbors()))
                .hasMessage("the radius must lie in 0..20, the length of the codes, but was 21");
    }

    @Test
    void refusesToFindNoneNearest() {
        Searcher searcher = AddressTable.of(BinaryCodes.of(20, new long[3])).searcher();
        assertThatThrownBy(() -> searcher.nearest(new long[1], 0, new Neighbors()))
                .hasMessage("the number of neighbours must be 1 or more, but was 0");
    }

    @Test
    void refusesBatchOfAnotherLength() {
        HammingIndex index = LinearScan.of(BinaryCodes.of(20, new long[3]));
        assertThatThrownBy(() -> index.nearest(BinaryCodes.of(21, new long[1]), 1, 1))
                .hasMessage("queries of 21 bits for codes of 20 bits");
    }

    @Test
    void tablesTakeFewBytesACode() {
        BinaryCodes codes = Samples.clustered(64, 100_000, 0, 0, 1);
        MultiIndexHashing index = MultiIndexHashing.of(codes);
        assertThat(index.overheadBytesPerCode() / index.substrings()).isLessThan(16);
    }

    private static BruteForce truth(BinaryCodes codes) {
        return new BruteForce(codes, item -> true);
    }

    @Test
    void emptyIndexFindsNothing() {
        for (int bits : IntStream.of(1, 28, 64, 512, 4_096).toArray()) {
            for (HammingIndex index : indexes(BinaryCodes.builder(bits).build(), 1)) {
                Neighbors found = new Neighbors();
                index.searcher().nearest(new long[BinaryCodes.words(bits)], 3, found);
                assertThat(found.count()).isZero();
            }
        }
    }
}
