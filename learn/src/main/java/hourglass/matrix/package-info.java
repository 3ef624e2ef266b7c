/**
 * All arithmetic on whole matrices: products, elementwise functions, decompositions, and the team of threads that
 * shares the work.
 *
 * <p>Matrices are {@code float[]}, row-major. Products go to OpenBLAS, one thread a call: {@link
 * hourglass.matrix.ThreadTeam} splits the work above it, so that what follows a product (an activation, an update) runs
 * on the part that the same thread has just made and still holds in its cache.
 */
@NullMarked
package hourglass.matrix;

import org.jspecify.annotations.NullMarked;
