package hourglass.library;

import org.apache.lucene.index.ConcurrentMergeScheduler;

/**
 * Merges segments on threads of its own. The writer keeps the failure of a merge, such as a full disk, and its next call
 * reports it; here it would be thrown on the merging thread and end as a stack trace on the error stream.
 */
final class BackgroundMerges extends ConcurrentMergeScheduler {
    @Override
    protected void handleMergeException(Throwable failure) {}
}
