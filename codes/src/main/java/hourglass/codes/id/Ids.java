package hourglass.codes.id;

import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The ids of the codes 0, 1, ... of a part, each of which can be found by its id. */
interface Ids<K> {
    K get(int item);

    /** The code that has this id, or -1 if there is none. */
    int find(K id);

    /** Their bytes as attachments of a file; the first one names their kind. */
    List<ByteBuffer> attachments();

    /** How the ids of a kind are kept. */
    interface Kind<K> {
        Ids<K> of(List<K> ids);

        /** Refuses attachments of another kind or number. */
        Ids<K> read(List<ByteBuffer> attachments, int count);
    }

    /** The items in the order of their ids; refuses an id that is there twice. */
    static int[] sorted(int count, Comparator<Integer> byId, IntFunction<?> ids) {
        int[] order = IntStream.range(0, count)
                .boxed()
                .sorted(byId)
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 1; i < count; i++) {
            if (byId.compare(order[i - 1], order[i]) == 0) {
                throw new IllegalArgumentException("codes %d and %d have the same id %s; give each its own"
                        .formatted(order[i - 1], order[i], ids.apply(order[i])));
            }
        }
        return order;
    }

    /** The bytes after the name of the kind, if they are of this kind and for so many codes. */
    static List<ByteBuffer> checked(List<ByteBuffer> attachments, ByteBuffer name, int sections) {
        if (attachments.size() != sections + 1 || attachments.get(0).mismatch(name) != -1) {
            throw new IllegalArgumentException("the file has no ids of this kind: open it as long or as text ids,"
                    + " as it was written, or as a HammingIndex if it was written without ids");
        }
        return attachments.subList(1, sections + 1);
    }

    /** Refuses ids of another number than the codes. */
    static void checkLength(ByteBuffer bytes, long expected) {
        if (bytes.remaining() != expected) {
            throw new IllegalArgumentException(
                    "the ids take %d bytes, but those of the codes of the file take %d; write the file again"
                            .formatted(bytes.remaining(), expected));
        }
    }
}
