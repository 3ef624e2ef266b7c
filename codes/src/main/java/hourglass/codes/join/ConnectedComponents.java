package hourglass.codes.join;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Groups of items that are connected by pairs, directly or through others (union-find with path halving: R. Tarjan, J. van
 * Leeuwen, Worst-case analysis of set union algorithms, J. ACM 31, 1984). For one thread.
 */
public final class ConnectedComponents {
    /** The parent of each item; a root is its own, and the smallest number of its group. */
    private final int[] parents;

    /** So many items, each a group of its own. */
    public ConnectedComponents(int items) {
        parents = new int[items];
        Arrays.setAll(parents, i -> i);
    }

    /** Connects two items; false if they were in one group already. */
    public boolean connect(int one, int other) {
        int a = group(one);
        int b = group(other);
        parents[Math.max(a, b)] = Math.min(a, b);
        return a != b;
    }

    /** The smallest number in the group of an item, which stands for the group. */
    public int group(int item) {
        int at = item;
        while (parents[at] != at) {
            parents[at] = parents[parents[at]];
            at = parents[at];
        }
        return at;
    }

    /** The groups of two items or more, by their smallest number; the numbers of each ascend. */
    public List<int[]> groups() {
        int[] sizes = new int[parents.length];
        for (int item = 0; item < parents.length; item++) {
            sizes[group(item)]++;
        }
        Map<Integer, IntStream.Builder> groups = new LinkedHashMap<>();
        for (int item = 0; item < parents.length; item++) {
            if (sizes[group(item)] > 1) {
                groups.computeIfAbsent(group(item), root -> IntStream.builder()).add(item);
            }
        }
        return groups.values().stream().map(one -> one.build().toArray()).toList();
    }
}
