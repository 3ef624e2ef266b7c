package hourglass.codes.id;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.codes.LinearScan;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The codes added last, which are scanned. One thread adds; others search what {@link #part} gave them. */
final class Newest<K> implements Ids<K> {
    static final int MOST = 1 << 12;

    private final BinaryCodesBuilder codes;
    /** Of its full length from the start, so that a reader never sees it move. */
    private final List<K> ids = new ArrayList<>(MOST);

    private final Map<K, Integer> items = new HashMap<>();
    private final Deletions deletions = new Deletions(MOST);

    Newest(int bits) {
        codes = BinaryCodes.builder(bits);
    }

    void add(K id, long[] code) {
        items.put(id, codes.add(code));
        ids.add(id);
    }

    boolean isFull() {
        return codes.count() == MOST;
    }

    /** A view of the codes until now. */
    Part<K> part() {
        return new Part<>(LinearScan.of(codes.build()), this, deletions);
    }

    @Override
    public K get(int item) {
        return ids.get(item);
    }

    @Override
    public int find(K id) {
        return Objects.requireNonNullElse(items.get(id), -1);
    }

    @Override
    public List<ByteBuffer> attachments() {
        throw new UnsupportedOperationException("the newest codes are merged before they are written");
    }
}
