/**
 * All pairs of codes within a radius, and the groups that they make: duplicates and near-duplicates.
 *
 * <p>{@link hourglass.codes.join.HammingJoin} finds the pairs, exactly; {@link hourglass.codes.join.ConnectedComponents}
 * groups them.
 */
@NullMarked
package hourglass.codes.join;

import org.jspecify.annotations.NullMarked;
