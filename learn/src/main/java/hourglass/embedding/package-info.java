/** Encoders that are not of Hourglass: models of other programs that make vectors of rows or images. */
@NullMarked
package hourglass.embedding;

import org.jspecify.annotations.NullMarked;
