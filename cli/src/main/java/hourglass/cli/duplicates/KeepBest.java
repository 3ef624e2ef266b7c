package hourglass.cli.duplicates;

import java.time.Instant;
import java.util.Comparator;

/** Which item of a group is the one to keep. */
enum KeepBest {
    /** Of the most pixels or characters; of equally many, the largest file. */
    LARGEST {
        @Override
        Comparator<Entry> order() {
            return Comparator.comparingLong(Entry::size)
                    .thenComparingLong(entry -> entry.bytes() == null ? 0 : entry.bytes())
                    .reversed();
        }
    },
    /** Whose file was changed before those of the others. */
    OLDEST {
        @Override
        Comparator<Entry> order() {
            return Comparator.comparing(entry -> entry.modified() == null ? Instant.MAX : entry.modified());
        }
    },
    /** The first in the order of the source. */
    FIRST {
        @Override
        Comparator<Entry> order() {
            return (unusedOne, unusedOther) -> 0;
        }
    };

    /** The best first. */
    abstract Comparator<Entry> order();
}
