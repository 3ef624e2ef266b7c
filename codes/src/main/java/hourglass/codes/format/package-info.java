/**
 * Codes from and for other programs: numpy's packed bits, faiss's index files, and text.
 *
 * <p>Bit i of a code is bit {@code i % 64} of its long {@code i / 64}. Bytes of others are read in one of two orders, by
 * {@link hourglass.codes.format.ByteBits}.
 */
@NullMarked
package hourglass.codes.format;

import org.jspecify.annotations.NullMarked;
