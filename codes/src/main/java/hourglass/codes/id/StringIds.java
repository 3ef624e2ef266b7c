package hourglass.codes.id;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Ids that are text, kept as UTF-8 one after the other, and the order in which their bytes ascend. */
final class StringIds implements Ids<String> {
    static final Kind<String> KIND = new StringKind();
    private static final String NAME = "ids: text";

    private final ByteBuffer ends;
    private final ByteBuffer text;
    private final ByteBuffer order;

    private StringIds(ByteBuffer ends, ByteBuffer text, ByteBuffer order) {
        this.ends = ends;
        this.text = text;
        this.order = order;
    }

    private static final class StringKind implements Kind<String> {
        @Override
        public Ids<String> of(List<String> ids) {
            byte[][] bytes = new byte[ids.size()][];
            int length = 0;
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = ids.get(i).getBytes(StandardCharsets.UTF_8);
                length = Math.addExact(length, bytes[i].length);
            }
            ByteBuffer ends = ints(bytes.length);
            ByteBuffer text = ByteBuffer.allocate(length);
            for (byte[] one : bytes) {
                text.put(one);
                ends.putInt(text.position());
            }
            ByteBuffer order = ints(bytes.length);
            order.asIntBuffer()
                    .put(Ids.sorted(
                            bytes.length,
                            (a, b) -> Arrays.compareUnsigned(bytes[a], bytes[b]),
                            i -> "\"" + ids.get(i) + "\""));
            return new StringIds(ends.flip(), text.flip(), order);
        }

        @Override
        public Ids<String> read(List<ByteBuffer> attachments, int count) {
            List<ByteBuffer> bytes = Ids.checked(attachments, name(), 3);
            Ids.checkLength(bytes.get(0), (long) Integer.BYTES * count);
            Ids.checkLength(bytes.get(2), (long) Integer.BYTES * count);
            Ids.checkLength(bytes.get(1), count == 0 ? 0 : bytes.get(0).getInt(Integer.BYTES * (count - 1)));
            return new StringIds(bytes.get(0), bytes.get(1), bytes.get(2));
        }

        private static ByteBuffer ints(int count) {
            return ByteBuffer.allocate(Math.multiplyExact(count, Integer.BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    private static ByteBuffer name() {
        return ByteBuffer.wrap(NAME.getBytes(StandardCharsets.US_ASCII));
    }

    private ByteBuffer bytes(int item) {
        int start = item == 0 ? 0 : ends.getInt(Integer.BYTES * (item - 1));
        return text.slice(start, ends.getInt(Integer.BYTES * item) - start);
    }

    @Override
    public String get(int item) {
        return StandardCharsets.UTF_8.decode(bytes(item)).toString();
    }

    @Override
    public int find(String id) {
        byte[] wanted = id.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        int to = order.limit() / Integer.BYTES;
        while (from < to) {
            int middle = (from + to) >>> 1;
            int item = order.getInt(Integer.BYTES * middle);
            int comparison = compare(bytes(item), wanted);
            if (comparison == 0) {
                return item;
            }
            if (comparison < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return -1;
    }

    /** As {@link Arrays#compareUnsigned(byte[], byte[])} does. */
    private static int compare(ByteBuffer one, byte[] other) {
        int place = one.mismatch(ByteBuffer.wrap(other));
        if (place < 0) {
            return 0;
        }
        boolean inBoth = place < one.limit() && place < other.length;
        return inBoth ? Byte.compareUnsigned(one.get(place), other[place]) : one.limit() - other.length;
    }

    @Override
    public List<ByteBuffer> attachments() {
        return List.of(name(), ends, text, order);
    }
}
