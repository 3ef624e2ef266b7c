package hourglass.codes.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.codes.BinaryCodes;
import hourglass.codes.CodeFileException;
import hourglass.codes.HammingIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever was added, replaced and deleted, answers are those of a comparison with all codes that are left. */
class IdIndexTest {
    private static final int BITS = 20;

    @TempDir
    private Path folder;

    /** The codes in the order in which they were added; a replaced one is added last. */
    private static <K> List<IdMatch<K>> expected(Map<K, Long> codes, long query, int k, int radius) {
        return codes.entrySet().stream()
                .map(one -> new IdMatch<>(one.getKey(), Long.bitCount(one.getValue() ^ query)))
                .filter(one -> one.distance() <= radius)
                .sorted(Comparator.comparing(IdMatch::distance))
                .limit(k)
                .toList();
    }

    private static <K> void change(
            IdIndex<K> index, Map<K, Long> codes, Random random, Function<Integer, K> ids, int most) {
        K id = ids.apply(random.nextInt(most));
        long code = random.nextInt(1 << BITS);
        boolean known = codes.remove(id) != null;
        if (random.nextInt(3) == 0) {
            assertThat(index.remove(id)).isEqualTo(known);
        } else {
            codes.put(id, code);
            assertThat(index.put(id, code)).isEqualTo(known);
        }
    }

    private static <K> void assertAnswers(IdIndex<K> index, Map<K, Long> codes, Random random) {
        IdSearcher<K> searcher = index.searcher();
        assertThat(index.count()).isEqualTo(codes.size());
        for (int i = 0; i < 5; i++) {
            long query = random.nextInt(1 << BITS);
            assertThat(searcher.nearest(new long[] {query}, 7)).isEqualTo(expected(codes, query, 7, BITS));
            assertThat(searcher.within(new long[] {query}, 4)).isEqualTo(expected(codes, query, Integer.MAX_VALUE, 4));
        }
    }

    @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
    void answersAreExactAfterAnyChanges(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int most) {
        Random random = new Random(seed);
        IdIndex<Long> index = IdIndex.ofLongs(BITS);
        Map<Long, Long> codes = new LinkedHashMap<>();
        for (int i = 0; i < 600; i++) {
            change(index, codes, random, id -> id - 7L, most);
            if (random.nextInt(100) == 0) {
                index.compact();
            }
            if (i % 97 == 0) {
                assertAnswers(index, codes, random);
            }
        }
        assertAnswers(index, codes, random);
    }

    /** So many that parts are made, merged, and built again without what is deleted. */
    @Test
    void answersAreExactWhilePartsAreMerged() {
        Random random = new Random(1);
        IdIndex<String> index = IdIndex.ofStrings(BITS);
        Map<String, Long> codes = new LinkedHashMap<>();
        IdSearcher<String> searcher = index.searcher();
        for (int i = 0; i < 40_000; i++) {
            change(index, codes, random, id -> "photo " + id, 15_000);
            if (i % 2_500 == 0) {
                assertThat(searcher.nearest(new long[] {i}, 9)).isEqualTo(expected(codes, i, 9, BITS));
            }
        }
        assertAnswers(index, codes, random);
        for (String id : List.copyOf(codes.keySet())) {
            if (random.nextInt(10) > 0) {
                codes.remove(id);
                assertThat(index.remove(id)).isTrue();
            }
        }
        assertAnswers(index, codes, random);
    }

    @Test
    void anIndexFromItsFileHasIdsAndTakesChanges() {
        Random random = new Random(2);
        IdIndex<String> index = IdIndex.ofStrings(BITS);
        Map<String, Long> codes = new LinkedHashMap<>();
        for (int i = 0; i < 6_000; i++) {
            change(index, codes, random, id -> "Größe " + id, 3_000);
        }
        Path file = folder.resolve("named.codes");
        index.write(file);
        BinaryCodes.verify(file);
        IdIndex<String> opened = IdIndex.openStrings(file);
        assertAnswers(opened, codes, random);
        for (int i = 0; i < 1_000; i++) {
            change(opened, codes, random, id -> "Größe " + id, 3_000);
        }
        assertAnswers(opened, codes, random);
        opened.write(file);
        assertAnswers(IdIndex.openStrings(file), codes, random);
    }

    @Test
    void longIdsComeBackFromAFile() {
        Path file = folder.resolve("numbered.codes");
        BinaryCodes codes = BinaryCodes.of(BITS, new long[] {5, 6, 7});
        IdIndex.ofLongs(codes, List.of(1L << 40, -3L, 0L)).write(file);
        IdIndex<Long> opened = IdIndex.openLongs(file);
        assertThat(opened.code(-3L)).hasValueSatisfying(code -> assertThat(code).containsExactly(6));
        assertThat(opened.code(4L)).isEmpty();
        assertThat(opened.searcher().nearest(new long[] {5}, 1)).containsExactly(new IdMatch<>(1L << 40, 0));
        assertThat(HammingIndex.open(file).count()).isEqualTo(3);
    }

    @Test
    void anEmptyIndexIsWrittenAndOpened() {
        Path file = folder.resolve("empty.codes");
        IdIndex.ofStrings(BITS).write(file);
        assertThat(IdIndex.openStrings(file).count()).isZero();
    }

    @Test
    void refusesIdsThatAreThereTwice() {
        BinaryCodes codes = BinaryCodes.of(BITS, new long[3]);
        assertThatThrownBy(() -> IdIndex.ofStrings(codes, List.of("a", "b", "a")))
                .hasMessage("codes 0 and 2 have the same id \"a\"; give each its own");
        assertThatThrownBy(() -> IdIndex.ofLongs(codes, List.of(1L, 2L)))
                .hasMessage("2 ids for 3 codes; give each code one id");
    }

    @Test
    void refusesFilesWithOtherIds() {
        Path file = folder.resolve("plain.codes");
        BinaryCodes.of(BITS, new long[3]).write(file);
        assertThatThrownBy(() -> IdIndex.openLongs(file)).hasMessageContaining("the file has no ids of this kind");
        IdIndex.ofStrings(BITS).write(file);
        assertThatThrownBy(() -> IdIndex.openLongs(file)).hasMessageStartingWith(file + ": the file has no ids");
    }

    /** A file with damaged ids is refused by its check. */
    @Test
    void damagedIdsAreFound() throws IOException {
        Path file = folder.resolve("damaged.codes");
        IdIndex.ofLongs(
                        BinaryCodes.of(BITS, LongStream.range(0, 50).toArray()),
                        LongStream.range(0, 50).boxed().toList())
                .write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int at : IntStream.range(whole.length - 600, whole.length).toArray()) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 4;
            Files.write(file, damaged);
            assertThatThrownBy(() -> BinaryCodes.verify(file)).isInstanceOf(CodeFileException.class);
        }
    }
}
