package hourglass.cli.index;

import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Progress;
import hourglass.cli.terminal.Stopped;
import hourglass.library.Item;
import hourglass.library.ItemFilters;
import hourglass.library.Library;
import hourglass.library.LibraryWriter;
import hourglass.library.Snapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;

/**
 * Brings a library to the state of a source: what is new is added, what has changed replaced, the rest passed over. A field
 * of each item holds a hash of its content, so that nothing that was indexed before is encoded again, nor read from the
 * library. What was done is committed now and then; after any end, the same work continues from the last commit.
 *
 * @param writer of the library
 * @param prune whether items that the source does not hold are deleted
 * @param pruned takes the ids of these before they are deleted; if it fails, they stay, so that the same work tries again
 * @param commitEvery after how many changes at most what was done is committed
 * @param progress shows how far it is
 * @param interruption Ctrl-C
 */
record Indexing(
        LibraryWriter writer,
        boolean prune,
        Consumer<List<String>> pruned,
        int commitEvery,
        Progress progress,
        Interruption interruption) {
    /** Smaller libraries are searched in no time, in however many parts. */
    private static final int LARGE = 50_000;

    private static final double CHANGED_SHARE = 0.2;

    private static final long COMMIT_NANOS = Duration.ofSeconds(10).toNanos();

    /**
     * How a library was changed.
     *
     * @param read how many items the source holds
     * @param added how many of them are new
     * @param replaced how many were there with another content
     * @param deleted how many the source no longer holds
     * @param repeated how many have the id of a later one, which is the one that is kept
     */
    record Changes(int read, int added, int replaced, int deleted, int repeated) {
        /** How many were there as they are. */
        int unchanged() {
            return read - repeated - added - replaced;
        }
    }

    /** What has become of an id in this pass. */
    private enum State {
        ADDED,
        REPLACED,
        UNCHANGED
    }

    /**
     * Indexes a source.
     *
     * @param source passes all its items to a consumer
     * @throws Stopped by Ctrl-C, after a commit
     */
    Changes run(Consumer<Consumer<Item>> source) {
        interruption.watch();
        try (Library library = writer.library();
                Snapshot before = library.snapshot()) {
            Pass pass = new Pass(before);
            source.accept(pass::take);
            return pass.end();
        }
    }

    /** One pass over the source. */
    private final class Pass {
        private final Snapshot before;
        private final Map<String, State> seen = new HashMap<>();
        private int read;
        private int uncommitted;
        private long committed = System.nanoTime();

        Pass(Snapshot before) {
            this.before = before;
        }

        void take(Item item) {
            if (interruption.isInterrupted()) {
                writer.commit();
                throw new Stopped("stopped after %,d items, which are safe; the same command continues from there"
                        .formatted(read));
            }
            read++;
            String hash = ContentHash.of(item);
            State state = state(item.id(), hash);
            State earlier = seen.put(item.id(), state);
            // An item of this id that came earlier in the pass may have taken the place of the one that is as it was.
            if (state != State.UNCHANGED || (earlier != null && earlier != State.UNCHANGED)) {
                put(item.withFields(Map.of(Item.CONTENT_FIELD, hash)));
            }
            progress.show("indexing", read);
        }

        private State state(String id, String hash) {
            if (before.count(both(ItemFilters.id(id), ItemFilters.field(Item.CONTENT_FIELD, hash))) > 0) {
                return State.UNCHANGED;
            }
            return before.contains(id) ? State.REPLACED : State.ADDED;
        }

        private void put(Item item) {
            writer.put(item);
            uncommitted++;
            if (uncommitted >= commitEvery || System.nanoTime() - committed > COMMIT_NANOS) {
                writer.commit();
                uncommitted = 0;
                committed = System.nanoTime();
            }
        }

        Changes end() {
            int deleted = prune ? deleteUnseen() : 0;
            writer.commit();
            int added = count(State.ADDED);
            int replaced = count(State.REPLACED);
            if (isWorthCompacting(added + replaced + deleted)) {
                progress.show("compacting", read);
                writer.compact(() -> !interruption.isInterrupted());
            }
            return new Changes(read, added, replaced, deleted, read - seen.size());
        }

        private boolean isWorthCompacting(int changes) {
            return changes >= LARGE && changes >= CHANGED_SHARE * (before.count() + changes);
        }

        private int count(State state) {
            return Collections.frequency(seen.values(), state);
        }

        private int deleteUnseen() {
            List<String> unseen = new ArrayList<>();
            before.forEach(item -> {
                if (!seen.containsKey(item.id())) {
                    unseen.add(item.id());
                }
            });
            writer.commit();
            pruned.accept(unseen);
            unseen.forEach(writer::delete);
            return unseen.size();
        }
    }

    private static Query both(Query one, Query other) {
        return new BooleanQuery.Builder()
                .add(one, Occur.FILTER)
                .add(other, Occur.FILTER)
                .build();
    }
}
