package hourglass.codes;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * An index to which codes are added while it is searched. The newest codes are scanned; when there are enough of them they
 * become a part with an index of its own, and parts of similar size are merged, so that there are few parts and a code is
 * indexed again only a few times. A query sees all codes whose adding ended before it began.
 */
public final class GrowingIndex extends HammingIndex {
    private static final int MOST_SCANNED = 1 << 12;

    private final int bits;
    private final Function<BinaryCodes, HammingIndex> indexing;
    private BinaryCodesBuilder newest;
    private volatile State state;

    /** The state that a query sees: parts with an index, then codes that are scanned. */
    private record State(List<HammingIndex> parts, LinearScan tail) {
        int count() {
            return indexed() + tail.count();
        }

        int indexed() {
            return parts.stream().mapToInt(HammingIndex::count).sum();
        }
    }

    private GrowingIndex(int bits, List<HammingIndex> parts, Function<BinaryCodes, HammingIndex> indexing) {
        this.bits = bits;
        this.indexing = indexing;
        newest = BinaryCodes.builder(bits);
        state = new State(parts, LinearScan.of(newest.build()));
    }

    /** An empty index, whose parts have the kind of index that suits the length of the codes. */
    public static GrowingIndex of(int bits) {
        return of(bits, HammingIndex::of);
    }

    /** An empty index, whose parts are indexed in this way. */
    public static GrowingIndex of(int bits, Function<BinaryCodes, HammingIndex> indexing) {
        return new GrowingIndex(bits, List.of(), indexing);
    }

    /** An index that begins with the codes of another, which may be mapped. Its further parts are indexed in this way. */
    public static GrowingIndex of(HammingIndex start, Function<BinaryCodes, HammingIndex> indexing) {
        return new GrowingIndex(start.bits(), List.of(start), indexing);
    }

    /**
     * Adds a code. At times this takes long, since parts are merged; queries are answered meanwhile.
     *
     * @param code its longs; copied
     * @return its number
     * @throws IllegalStateException if there are 2,147,483,647 already, the most that ints can number
     */
    public synchronized int add(long... code) {
        BinaryCodes.requireRoom(count());
        int number = state.indexed() + newest.add(code);
        List<HammingIndex> parts = state.parts;
        if (newest.count() == MOST_SCANNED) {
            parts = merged(parts, newest.build());
            newest = BinaryCodes.builder(bits);
        }
        state = new State(parts, LinearScan.of(newest.build()));
        return number;
    }

    /** The parts with one more, into which go those before it that are less than twice as large. */
    private List<HammingIndex> merged(List<HammingIndex> parts, BinaryCodes added) {
        BinaryCodes last = added;
        int left = parts.size();
        while (left > 0 && parts.get(left - 1).count() < 2L * last.count()) {
            left--;
            last = BinaryCodes.concatenated(parts.get(left).codes(), last);
        }
        List<HammingIndex> merged = new ArrayList<>(parts.subList(0, left));
        merged.add(indexing.apply(last));
        return List.copyOf(merged);
    }

    /** A copy of the codes as they are now. */
    @Override
    public BinaryCodes codes() {
        State now = state;
        BinaryCodes codes = now.tail.codes();
        for (int i = now.parts.size() - 1; i >= 0; i--) {
            codes = BinaryCodes.concatenated(now.parts.get(i).codes(), codes);
        }
        return codes;
    }

    /** Writes one index of all codes. */
    @Override
    public void write(Path file, List<ByteBuffer> attachments) {
        indexing.apply(codes()).write(file, attachments);
    }

    @Override
    public int bits() {
        return bits;
    }

    @Override
    public int count() {
        return state.count();
    }

    @Override
    public long overheadBytes() {
        return state.parts.stream().mapToLong(HammingIndex::overheadBytes).sum();
    }

    @Override
    Search search(Collector collector) {
        return new PartSearch(collector);
    }

    private final class PartSearch implements Search {
        private final Collector collector;
        private State known;
        private List<Search> searches = List.of();

        PartSearch(Collector collector) {
            this.collector = collector;
            known = new State(List.of(), LinearScan.of(BinaryCodes.builder(bits).build()));
        }

        @Override
        public void run(long[] query) {
            State now = state;
            // Every state has a tail of its own.
            if (known.tail != now.tail) {
                follow(now);
            }
            int start = 0;
            for (int i = 0; i < searches.size(); i++) {
                collector.startAt(start);
                searches.get(i).run(query);
                start += i < known.parts.size() ? known.parts.get(i).count() : 0;
            }
        }

        /** Makes the searches of a later state, and keeps those of parts that it still has. */
        private void follow(State later) {
            List<Search> next = new ArrayList<>();
            for (int i = 0; i < later.parts.size(); i++) {
                HammingIndex part = later.parts.get(i);
                boolean kept = i < known.parts.size() && known.parts.get(i) == part;
                next.add(kept ? searches.get(i) : part.search(collector));
            }
            next.add(later.tail.search(collector));
            searches = next;
            known = later;
        }
    }
}
