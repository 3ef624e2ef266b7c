/** The format of model files and checkpoints: named arrays, with a checksum each, behind a header of JSON. */
@NullMarked
package hourglass.data.safetensors;

import org.jspecify.annotations.NullMarked;
