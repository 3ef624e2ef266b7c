/** Random streams, permutations and seeds that are derived from a seed alone and never stored. */
@NullMarked
package hourglass.random;

import org.jspecify.annotations.NullMarked;
