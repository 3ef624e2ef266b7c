package hourglass.library;

/** The order of the items near an example. */
public enum Ranking {
    /** The Hamming distance d of the binary codes; a score is 1 / (1 + d), and items at one distance come in index order. */
    DISTANCE,
    /** TF-IDF of the example's words in the items' texts, by Lucene's {@code ClassicSimilarity}. */
    TF_IDF,
    /** The cosine of the angle between the real codes. */
    COSINE
}
