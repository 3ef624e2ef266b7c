package hourglass.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one pass over a corpus found, besides the documents themselves.
 *
 * @param documents the number of documents
 * @param remarks what was passed over or read by a guess, one line each: how many files, which one is the first, and what
 *     helps; empty where every file was read as it is
 * @param language the analysis that suits the scripts of many of the documents, {@code cjk} or {@code thai}, or null: these
 *     scripts write no spaces between words
 */
public record ReadReport(
        long documents, List<String> remarks, @Nullable String language) {
    public ReadReport {
        remarks = List.copyOf(remarks);
    }
}
