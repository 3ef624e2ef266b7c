/**
 * Readers and writers: IDX, npy, CSV, SVMlight, safetensors and folders of images.
 *
 * <p>A file of two rows, written and read again; any other format that the library knows is opened the same way:
 *
 * <pre>{@code
 * Npy.write(file, Rows.of(new float[] {1, 2, 3, 4, 5, 6}, 3));
 * Dataset numbers = Datasets.open(file, ReadOptions.DEFAULT);
 * float[] second = new float[3];
 * numbers.rows().read(1, second, 0);
 * }</pre>
 */
@NullMarked
package hourglass.data.file;

import org.jspecify.annotations.NullMarked;
