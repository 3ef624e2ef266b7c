package hourglass.codes.id;

import java.util.concurrent.atomic.AtomicLongArray;

/** Which codes of a part are deleted; read by many threads while one deletes. */
final class Deletions {
    private final int size;
    /** A bit for each code; made with the first deletion, since a mapped part may be large. */
    private volatile AtomicLongArray words = new AtomicLongArray(0);

    private int count;

    Deletions(int size) {
        this.size = size;
    }

    boolean isLive(int item) {
        AtomicLongArray now = words;
        return now.length() == 0 || (now.get(item >> 6) >>> item & 1) == 0;
    }

    /** Deletes a live one. */
    void delete(int item) {
        if (words.length() == 0) {
            words = new AtomicLongArray((int) ((size + 63L) >> 6));
        }
        words.set(item >> 6, words.get(item >> 6) | 1L << item);
        count++;
    }

    int count() {
        return count;
    }
}
