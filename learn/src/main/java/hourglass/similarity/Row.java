package hourglass.similarity;

/** One item's squared distances to all items of the batch, and which of them are of its group; reused from row to row. */
final class Row {
    /** Squared distances to all items, from {@link #at} on; infinite to those without a group. */
    final float[] distances;
    /** The group of each item of the batch, negative for none. */
    final int[] groups;
    /** As long as a batch, free for use. */
    final float[] scratch;

    /** How many items the batch has. */
    int count;
    /** Where the row begins. */
    int at;
    /** Whose row it is. */
    int item;
    /** How many other items are of its group, at least 1. */
    int alike;
    /** How many other items have a group. */
    int comparable;

    Row(float[] distances, int[] groups) {
        this.distances = distances;
        this.groups = groups;
        this.scratch = new float[groups.length];
    }

    /** Whether an item is another one of the same group. */
    boolean isAlike(int b) {
        return b != item && groups[b] == groups[item];
    }

    /** Whether an item is of another group. */
    boolean isOther(int b) {
        return groups[b] >= 0 && groups[b] != groups[item];
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
