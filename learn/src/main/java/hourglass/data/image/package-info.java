/** Decoded images: their pixels, brought to a size. */
@NullMarked
package hourglass.data.image;

import org.jspecify.annotations.NullMarked;
