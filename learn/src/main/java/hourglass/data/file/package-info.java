/** Readers and writers: IDX, npy, CSV, SVMlight, safetensors and folders of images. */
@NullMarked
package hourglass.data.file;

import org.jspecify.annotations.NullMarked;
