/**
 * Items as rows of numbers: readers for IDX, npy, CSV, SVMlight and folders of images, generated data, and batches drawn from
 * them in a seeded order.
 *
 * <p>Data come from {@link hourglass.data.file.Datasets}, which opens files and folders of any kind, or from
 * {@link hourglass.data.generated.Curves} and {@link hourglass.data.generated.PenDigits}, which need no files; either way as a
 * {@link hourglass.data.Dataset} of {@link hourglass.data.Rows}. Everything is read in random access: what is small
 * stays in memory in its own width, what is large is memory-mapped, so that memory grows with the batch and not with
 * the data. {@link hourglass.random.Shuffle} and {@link hourglass.random.Seeds} make an order and random streams out of a
 * seed alone. Results go out by a {@link hourglass.data.file.RowWriter} or an {@link hourglass.data.file.AtomicFile}.
 *
 * <p>Three people, made comparable, and the second of them:
 *
 * <pre>{@code
 * Rows people = Matrix.of(new float[] {170, 65}, new float[] {182, 90}, new float[] {164, 58});
 * Standardization comparable = Standardization.fit(people);
 * Rows second = people.transformed(comparable).select(new int[] {1});
 * float[] values = second.toArray();
 * }</pre>
 */
@NullMarked
package hourglass.data;

import org.jspecify.annotations.NullMarked;
