package hourglass.spark.codes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/**
 * Compares the rows of one bucket after the other. The items of a bucket are kept, its queries pass by; what is found is
 * handed on before the next row is compared, however much it is.
 */
final class HammingBuckets implements Iterator<Row> {
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
    /** Distance and place of the nearest items so far, from the highest bits down, in order. */
    private long[] nearest = new long[16];

    private int size;

    /**
     * @param rows bucket, id and code, in the order of buckets; if k is set, in that of ids within a bucket
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
        long[] all = packed;
        int count = ids.size();
        int within = plan.radius();
        if (words == 1) {
            long one = code[0];
            for (int i = from; i < count; i++) {
                int distance = Long.bitCount(one ^ all[i]);
                if (distance <= within) {
                    within = hit(id, i, distance, within);
                }
            }
        } else {
            for (int i = from; i < count; i++) {
                int distance = distance(all, i * words, within);
                if (distance <= within) {
                    within = hit(id, i, distance, within);
                }
            }
        }
        for (int i = 0; i < size; i++) {
            found.add(RowFactory.create(id, ids.get((int) nearest[i]), (int) (nearest[i] >>> 32)));
        }
        size = 0;
    }

    /** The distance, or a part of it that is already too much. */
    private int distance(long[] all, int at, int within) {
        int distance = 0;
        for (int word = 0; word < words && distance <= within; word++) {
            distance += Long.bitCount(code[word] ^ all[at + word]);
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
            return plan.self() && id.equals(item) ? within : nearer(i, distance, within);
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

    /** Later items of the same distance are farther, since their ids are larger. */
    private int nearer(int item, int distance, int within) {
        long key = (long) distance << 32 | item;
        if (size < k) {
            nearest = size < nearest.length ? nearest : Arrays.copyOf(nearest, 2 * size);
            size++;
        }
        int at = size - 1;
        while (at > 0 && nearest[at - 1] > key) {
            nearest[at] = nearest[at - 1];
            at--;
        }
        nearest[at] = key;
        return size < k ? within : (int) (nearest[k - 1] >>> 32) - 1;
    }
}
