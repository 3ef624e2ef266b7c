package hourglass.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows of one bucket after the other. The items of a bucket are kept, its queries pass by; what is found is
 * handed on before the next row is compared, however much it is.
 */
final class HammingBuckets implements Iterator<Row> {
    private record Hit(Object item, int distance) {
        static final Comparator<Hit> NEAREST_FIRST =
                Comparator.comparingInt(Hit::distance).thenComparing(Hit::item, HammingIds.ORDER);
    }

    private final Iterator<Row> rows;
    private final HammingPlan plan;
    private final int k;
    private final int words;
    private final long[] code;
    private @Nullable Row ahead;

    private long bucket = -1;
    private HammingPlan.Table table;
    private long[] packed = new long[1024];
    private final List<Object> ids = new ArrayList<>();
    /** The next item to be compared with those behind it. */
    private int place;

    private final Queue<Row> found = new ArrayDeque<>();
    private final PriorityQueue<Hit> nearest = new PriorityQueue<>(Hit.NEAREST_FIRST.reversed());

    /**
     * @param rows bucket, id and code, in the order of buckets
     * @param k how many are wanted of each query, or 0 for all
     */
    HammingBuckets(Iterator<Row> rows, HammingPlan plan, int k) {
        this.rows = rows;
        this.plan = plan;
        this.k = k;
        words = plan.words();
        code = new long[words];
        table = plan.tables().get(0);
        ahead = rows.hasNext() ? rows.next() : null;
    }

    @Override
    public boolean hasNext() {
        while (found.isEmpty() && compareNext()) {}
        return !found.isEmpty();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return found.remove();
    }

    /** Compares one more row; false if there is none. */
    private boolean compareNext() {
        if (table.within() && place < ids.size()) {
            System.arraycopy(packed, place * words, code, 0, words);
            compare(ids.get(place), ++place);
            return true;
        }
        Row row = ahead;
        if (row == null) {
            return false;
        }
        long here = row.getLong(0);
        if (here >>> 1 != bucket) {
            bucket = here >>> 1;
            table = plan.table(here);
            ids.clear();
            place = 0;
        }
        if ((here & 1) == 0) {
            readItems(here);
        } else {
            ahead = rows.hasNext() ? rows.next() : null;
            if (!ids.isEmpty()) {
                HammingRows.unpack(row.getAs(2), code, 0);
                compare(row.get(1), 0);
            }
        }
        return true;
    }

    private void readItems(long here) {
        for (Row row = ahead; row != null && row.getLong(0) == here; row = ahead) {
            int at = Math.multiplyExact(ids.size(), words);
            if (at + words > packed.length) {
                packed = Arrays.copyOf(packed, Math.multiplyExact(packed.length, 2));
            }
            HammingRows.unpack(row.getAs(2), packed, at);
            ids.add(row.get(1));
            ahead = rows.hasNext() ? rows.next() : null;
        }
    }

    /** Compares the code with the items from one on. */
    private void compare(Object id, int from) {
        int count = ids.size();
        int within = plan.radius();
        if (words == 1) {
            long one = code[0];
            for (int i = from; i < count; i++) {
                int distance = Long.bitCount(one ^ packed[i]);
                if (distance <= within) {
                    within = hit(id, i, distance, within);
                }
            }
        } else {
            for (int i = from; i < count; i++) {
                int distance = distance(i * words, within);
                if (distance <= within) {
                    within = hit(id, i, distance, within);
                }
            }
        }
        for (Hit hit : nearest) {
            found.add(RowFactory.create(id, hit.item, hit.distance));
        }
        nearest.clear();
    }

    /** The distance, or a part of it that is already too much. */
    private int distance(int at, int within) {
        int distance = 0;
        for (int word = 0; word < words && distance <= within; word++) {
            distance += Long.bitCount(code[word] ^ packed[at + word]);
        }
        return distance;
    }

    /** Takes a pair that is near enough; returns the distance within which more are looked for. */
    private int hit(Object id, int i, int distance, int within) {
        if (table.metBefore(code, packed, i * words)) {
            return within;
        }
        Object item = ids.get(i);
        if (k > 0) {
            return plan.self() && id.equals(item) ? within : nearer(new Hit(item, distance), within);
        }
        if (!plan.self()) {
            found.add(RowFactory.create(id, item, distance));
            return within;
        }
        int order = HammingIds.ORDER.compare(id, item);
        if (order < 0) {
            found.add(RowFactory.create(id, item, distance));
        } else if (order > 0 && !table.twice()) {
            found.add(RowFactory.create(item, id, distance));
        }
        return within;
    }

    private int nearer(Hit hit, int within) {
        nearest.add(hit);
        if (nearest.size() <= k) {
            return within;
        }
        nearest.remove();
        return nearest.element().distance;
    }
}
