package hourglass.codes.id;

import hourglass.codes.Neighbors;
import hourglass.codes.Searcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;

/** Searches an {@link IdIndex} again and again. For one thread; the index gives each its own. */
public final class IdSearcher<K> {
    private final int bits;
    private final Supplier<List<Part<K>>> state;
    private final Neighbors found = new Neighbors();
    private IdentityHashMap<Part<K>, Searcher> searchers = new IdentityHashMap<>();
    private List<Part<K>> parts = List.of();
    /** Distance, part and item of what was found, from the highest bits down, so that they sort as answers do. */
    private long[] keys = new long[16];

    IdSearcher(int bits, Supplier<List<Part<K>>> state) {
        this.bits = bits;
        this.state = state;
    }

    /** The k nearest codes, nearest first, and of equally near ones that which was added first. */
    public List<IdMatch<K>> nearest(long[] query, int k) {
        return nearestWithin(query, k, bits);
    }

    /** All codes within a radius, in the same order. */
    public List<IdMatch<K>> within(long[] query, int radius) {
        return nearestWithin(query, Integer.MAX_VALUE, radius);
    }

    /** The k nearest of the codes within a radius. */
    public List<IdMatch<K>> nearestWithin(long[] query, int k, int radius) {
        follow();
        int size = 0;
        int farthest = radius;
        for (int i = 0; i < parts.size(); i++) {
            searcher(parts.get(i)).nearestWithin(query, k, farthest, found);
            keys = Arrays.copyOf(keys, Math.max(keys.length, size + found.count()));
            for (int j = 0; j < found.count(); j++) {
                keys[size++] = (long) found.distance(j) << 40 | (long) i << 32 | found.item(j);
            }
            Arrays.sort(keys, 0, size);
            if (size >= k) {
                size = k;
                farthest = (int) (keys[k - 1] >>> 40);
            }
        }
        List<IdMatch<K>> matches = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Part<K> part = parts.get((int) (keys[i] >>> 32) & 0xff);
            matches.add(new IdMatch<>(part.ids().get((int) keys[i]), (int) (keys[i] >>> 40)));
        }
        return matches;
    }

    private Searcher searcher(Part<K> part) {
        return searchers.computeIfAbsent(part, Part::searcher);
    }

    /** Forgets the searchers of parts that are no more. */
    private void follow() {
        List<Part<K>> now = state.get();
        if (now != parts) {
            IdentityHashMap<Part<K>, Searcher> kept = new IdentityHashMap<>();
            for (Part<K> part : now) {
                Searcher searcher = searchers.get(part);
                if (searcher != null) {
                    kept.put(part, searcher);
                }
            }
            parts = now;
            searchers = kept;
        }
    }
}
