package hourglass.library;

import java.util.List;

/**
 * What a search found.
 *
 * @param hits the best first; may be empty
 * @param remark why there can be no hits, as one line for the user, or empty: an example without a known word has no code,
 *     and so no neighbours
 */
public record SearchResult(List<Hit> hits, String remark) {
    public SearchResult {
        hits = List.copyOf(hits);
    }
}
