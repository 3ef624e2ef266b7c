package hourglass.text;

import java.util.ArrayList;
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

    /** The remarks, and one more where an analysis does not find the words of many of the documents. */
    public List<String> remarksFor(Analysis analysis) {
        if (language == null || language.equals(analysis.name())) {
            return remarks;
        }
        List<String> all = new ArrayList<>(remarks);
        all.add(
                "many documents are in a script without spaces between words; a model that is fitted with the language %s"
                                .formatted(language)
                        + " finds their words");
        return List.copyOf(all);
    }
}
