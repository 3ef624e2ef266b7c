/**
 * Items as rows of numbers: readers for IDX, npy, CSV and folders of images, generated data, and batches drawn from
 * them in a seeded order.
 *
 * <p>Start at {@link hourglass.data.Dataset}. Everything is read in random access: what is small stays in memory in its
 * own width, what is large is memory-mapped, so that memory grows with the batch and not with the data.
 */
@NullMarked
package hourglass.data;

import org.jspecify.annotations.NullMarked;
