package hourglass.codes.id;

/**
 * A code that a search found.
 *
 * @param distance its Hamming distance to the query
 */
public record IdMatch<K>(K id, int distance) {}
