package hourglass.codes.id;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.codes.CodeFileException;
import hourglass.codes.HammingIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Codes under ids of one's own, added, replaced and deleted while they are searched. The newest are scanned; when there
 * are enough of them they become a part with an index of its own, parts of similar size are merged, and a part of which more than half
 * are deleted is built again without these (log-structured merging, as of P. O'Neil, E. Cheng, D. Gawlick, E. O'Neil, The
 * log-structured merge-tree, Acta Informatica 33, 1996). Answers are exact throughout: a query finds every code whose adding
 * ended before it began and none whose deletion did. Safe for many threads, each with its own {@link IdSearcher}.
 *
 * @param <K> {@link Long} or {@link String}
 */
public final class IdIndex<K> {
    private final int bits;
    private final Ids.Kind<K> kind;
    /** From the oldest to the newest, so that codes added first come first. */
    private List<Part<K>> parts;

    private Newest<K> newest;
    private volatile List<Part<K>> state;

    private IdIndex(int bits, Ids.Kind<K> kind, List<Part<K>> parts) {
        this.bits = bits;
        this.kind = kind;
        this.parts = parts;
        newest = new Newest<>(bits);
        state = parts;
    }

    /** An empty index of codes whose ids are longs. */
    public static IdIndex<Long> ofLongs(int bits) {
        return empty(bits, LongIds.KIND);
    }

    /** An empty index of codes whose ids are text. */
    public static IdIndex<String> ofStrings(int bits) {
        return empty(bits, StringIds.KIND);
    }

    private static <K> IdIndex<K> empty(int bits, Ids.Kind<K> kind) {
        return new IdIndex<>(BinaryCodes.builder(bits).build().bits(), kind, List.of());
    }

    /** Codes with the id of each; refuses ids of another number, or one that is there twice. */
    public static IdIndex<Long> ofLongs(BinaryCodes codes, List<Long> ids) {
        return filled(codes, ids, LongIds.KIND);
    }

    /** Codes with the id of each; refuses ids of another number, or one that is there twice. */
    public static IdIndex<String> ofStrings(BinaryCodes codes, List<String> ids) {
        return filled(codes, ids, StringIds.KIND);
    }

    private static <K> IdIndex<K> filled(BinaryCodes codes, List<K> ids, Ids.Kind<K> kind) {
        if (codes.count() != ids.size()) {
            throw new IllegalArgumentException(
                    "%,d ids for %,d codes; give each code one id".formatted(ids.size(), codes.count()));
        }
        return new IdIndex<>(codes.bits(), kind, List.of(Part.of(HammingIndex.of(codes), kind.of(ids))));
    }

    /**
     * Opens an index from its file without reading it whole: codes and ids are mapped. Changes stay in memory until it is
     * written.
     *
     * @throws CodeFileException if it is no such file or damaged
     * @throws IllegalArgumentException if its ids are of another kind
     */
    public static IdIndex<Long> openLongs(Path file) {
        return open(file, LongIds.KIND);
    }

    /** As {@link #openLongs} does, an index with ids that are text. */
    public static IdIndex<String> openStrings(Path file) {
        return open(file, StringIds.KIND);
    }

    private static <K> IdIndex<K> open(Path file, Ids.Kind<K> kind) {
        HammingIndex index = HammingIndex.open(file);
        try {
            Ids<K> ids = kind.read(HammingIndex.attachments(file), index.count());
            return new IdIndex<>(index.bits(), kind, List.of(Part.of(index, ids)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ": " + e.getMessage(), e);
        }
    }

    /** Writes all codes that are not deleted and their ids as one index; the file appears complete or not at all. */
    public synchronized void write(Path file) {
        compact();
        Part<K> all = parts.isEmpty() ? merged(parts) : parts.get(0);
        all.index().write(file, all.ids().attachments());
    }

    /**
     * Adds a code, or replaces that which has this id. A query at the same moment may find the old one, the new one or both.
     * At times this takes long, since parts are merged; queries are answered meanwhile.
     *
     * @param code its longs; copied
     * @return whether it replaced one
     */
    public synchronized boolean put(K id, long... code) {
        Optional<Place<K>> replaced = place(id);
        newest.add(id, code);
        publish();
        replaced.ifPresent(this::delete);
        if (newest.isFull()) {
            mergeNewest();
        }
        return replaced.isPresent();
    }

    /** Deletes the code that has this id; false if there is none. */
    public synchronized boolean remove(K id) {
        Optional<Place<K>> place = place(id);
        place.ifPresent(this::delete);
        return place.isPresent();
    }

    /** The code that has this id. */
    public synchronized Optional<long[]> code(K id) {
        return place(id).map(place -> place.part.index().codes().code(place.item));
    }

    /** How many codes there are now, without those deleted. */
    public synchronized int count() {
        return state.stream().mapToInt(Part::live).sum();
    }

    /** The length of a code. */
    public int bits() {
        return bits;
    }

    /** A searcher for one thread. */
    public IdSearcher<K> searcher() {
        return new IdSearcher<>(bits, () -> state);
    }

    /** Makes all codes one part without those deleted, which makes searches as fast and small as they can be. */
    public synchronized void compact() {
        if (state.size() != 1 || parts.size() != 1 || parts.get(0).deletions().count() > 0) {
            replaceParts(List.of(), state);
        }
    }

    /** Where the code of an id is. */
    private record Place<K>(Part<K> part, int item) {}

    private Optional<Place<K>> place(K id) {
        for (int i = state.size() - 1; i >= 0; i--) {
            int item = state.get(i).find(id);
            if (item >= 0) {
                return Optional.of(new Place<>(state.get(i), item));
            }
        }
        return Optional.empty();
    }

    private void delete(Place<K> found) {
        Part<K> part = found.part;
        part.deletions().delete(found.item);
        int place = parts.indexOf(part);
        if (place >= 0 && part.isSparse()) {
            List<Part<K>> next = new ArrayList<>(parts);
            next.set(place, merged(List.of(part)));
            next.removeIf(one -> one.index().count() == 0);
            parts = List.copyOf(next);
            publish();
        }
    }

    /** Makes the newest codes a part, into which go those before it that are less than twice as large. */
    private void mergeNewest() {
        int size = newest.part().live();
        int left = parts.size();
        while (left > 0 && parts.get(left - 1).live() < 2L * size) {
            left--;
            size += parts.get(left).live();
        }
        replaceParts(parts.subList(0, left), state.subList(left, state.size()));
    }

    private void replaceParts(List<Part<K>> kept, List<Part<K>> merging) {
        List<Part<K>> next = new ArrayList<>(kept);
        Part<K> merged = merged(merging);
        if (merged.index().count() > 0) {
            next.add(merged);
        }
        parts = List.copyOf(next);
        newest = new Newest<>(bits);
        publish();
    }

    private Part<K> merged(List<Part<K>> merging) {
        BinaryCodesBuilder codes = BinaryCodes.builder(bits);
        List<K> ids = new ArrayList<>();
        for (Part<K> part : merging) {
            part.copyTo(codes, ids);
        }
        return Part.of(HammingIndex.of(codes.build()), kind.of(ids));
    }

    private void publish() {
        List<Part<K>> next = new ArrayList<>(parts);
        Part<K> scanned = newest.part();
        if (scanned.index().count() > 0) {
            next.add(scanned);
        }
        state = List.copyOf(next);
    }
}
