package hourglass.similarity;

/**
 * One item's squared distances to all items of the batch that have a group; reused from row to row. Items stand in the order of
 * their groups, so that those of a group are neighbours, and a loop over them has no branch.
 */
final class Row {
    /** Squared distances to all items, from {@link #at} on. */
    final float[] distances;
    /** As long as a batch, free for use. */
    final float[] scratch;

    /** How many items there are. */
    int count;
    /** Where the row begins. */
    int at;
    /** Whose row it is. */
    int item;
    /** The first item of its group. */
    int from;
    /** The one after the last item of its group. */
    int to;

    /**
     * @param height rows of a block
     * @param capacity the largest batch
     */
    Row(int height, int capacity) {
        this.distances = new float[Math.multiplyExact(height, capacity)];
        this.scratch = new float[capacity];
    }

    /** How many other items are of its group, at least 1. */
    int alike() {
        return to - from - 1;
    }

    /** How many items are of other groups. */
    int others() {
        return count - (to - from);
    }

    /** Whether an item is another one of the same group. */
    boolean isAlike(int b) {
        return b >= from && b < to && b != item;
    }

    /** Whether an item is of another group. */
    boolean isOther(int b) {
        return b < from || b >= to;
    }

    /** The nearest item of another group, -1 if there is none. */
    int nearestOther() {
        return nextOther(Float.NEGATIVE_INFINITY);
    }

    /** The nearest item of another group that is farther than some distance, else the farthest; -1 if there is none. */
    int nextOther(float distance) {
        int next = -1;
        int farthest = -1;
        for (int b = 0; b < count; b++) {
            if (!isOther(b)) {
                continue;
            }
            float other = distances[at + b];
            if (other > distance && (next < 0 || other < distances[at + next])) {
                next = b;
            }
            if (farthest < 0 || other > distances[at + farthest]) {
                farthest = b;
            }
        }
        return next < 0 ? farthest : next;
    }
}
