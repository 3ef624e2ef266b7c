package hourglass.codes.id;

import hourglass.codes.BinaryCodesBuilder;
import hourglass.codes.HammingIndex;
import hourglass.codes.Searcher;
import java.util.List;

/** Codes with an index, their ids, and which of them are deleted. */
record Part<K>(HammingIndex index, Ids<K> ids, Deletions deletions) {
    static <K> Part<K> of(HammingIndex index, Ids<K> ids) {
        return new Part<>(index, ids, new Deletions(index.count()));
    }

    /** The code that has this id and is not deleted, or -1. */
    int find(K id) {
        int item = ids.find(id);
        return item >= 0 && deletions.isLive(item) ? item : -1;
    }

    /** Finds the codes that are not deleted. */
    Searcher searcher() {
        return index.searcher(deletions::isLive);
    }

    int live() {
        return index.count() - deletions.count();
    }

    /** Whether more than half are deleted, so that a search meets more of these than of others. */
    boolean isSparse() {
        return deletions.count() > index.count() / 2;
    }

    /** Appends the ids of the codes that are not deleted, and passes on these codes. */
    void copyTo(BinaryCodesBuilder codes, List<K> copiedIds) {
        long[] code = new long[index.codes().words()];
        for (int item = 0; item < index.count(); item++) {
            if (deletions.isLive(item)) {
                index.codes().read(item, code);
                codes.add(code);
                copiedIds.add(ids.get(item));
            }
        }
    }
}
