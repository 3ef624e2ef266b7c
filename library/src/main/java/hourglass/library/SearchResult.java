package hourglass.library;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of a search.
 *
 * @param hits the best first; may be empty
 * @param remark one line for the user, or empty: why there can be no hits, since an example without a known word has no
 *     code, and so no neighbours; or that the hits are ranked by words, since the library is small
 * @param code of the example; null if it has none
 */
public record SearchResult(
        List<Hit> hits, String remark, @Nullable Code code) {
    public SearchResult {
        hits = List.copyOf(hits);
    }
}
