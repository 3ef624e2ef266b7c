package hourglass.picture;

/**
 * How precision falls as more is retrieved.
 *
 * @param name of what ranked
 * @param recall in increasing order, 0..1
 * @param precision at each, 0..1
 */
public record RetrievalCurve(String name, double[] recall, double[] precision) {}
