package hourglass.codes.id;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Ids that are longs, and the order in which they ascend. */
final class LongIds implements Ids<Long> {
    static final Kind<Long> KIND = new LongKind();
    private static final String NAME = "ids: long";

    private final ByteBuffer valueBytes;
    private final ByteBuffer orderBytes;
    private final LongBuffer values;
    private final IntBuffer order;

    private LongIds(ByteBuffer valueBytes, ByteBuffer orderBytes) {
        this.valueBytes = valueBytes;
        this.orderBytes = orderBytes;
        values = valueBytes.asLongBuffer();
        order = orderBytes.asIntBuffer();
    }

    private static final class LongKind implements Kind<Long> {
        @Override
        public Ids<Long> of(List<Long> ids) {
            ByteBuffer values = allocate(ids.size(), Long.BYTES);
            for (long id : ids) {
                values.putLong(id);
            }
            int[] sorted = Ids.sorted(ids.size(), Comparator.comparing(ids::get), ids::get);
            ByteBuffer order = allocate(sorted.length, Integer.BYTES);
            order.asIntBuffer().put(sorted);
            return new LongIds(values.flip(), order);
        }

        @Override
        public Ids<Long> read(List<ByteBuffer> attachments, int count) {
            List<ByteBuffer> bytes = Ids.checked(attachments, name(), 2);
            Ids.checkLength(bytes.get(0), (long) Long.BYTES * count);
            Ids.checkLength(bytes.get(1), (long) Integer.BYTES * count);
            return new LongIds(bytes.get(0), bytes.get(1));
        }

        private static ByteBuffer allocate(int count, int bytes) {
            return ByteBuffer.allocate(Math.multiplyExact(count, bytes)).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static ByteBuffer name() {
        return ByteBuffer.wrap(NAME.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public Long get(int item) {
        return values.get(item);
    }

    @Override
    public int find(Long id) {
        long wanted = id;
        int from = 0;
        int to = order.limit();
        while (from < to) {
            int middle = (from + to) >>> 1;
            int item = order.get(middle);
            long here = values.get(item);
            if (here == wanted) {
                return item;
            }
            if (here < wanted) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return -1;
    }

    @Override
    public List<ByteBuffer> attachments() {
        return List.of(name(), valueBytes, orderBytes);
    }
}
