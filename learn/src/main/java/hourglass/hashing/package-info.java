/**
 * Hash functions: what makes vectors of any origin binary codes that are near where the vectors are. Each method is a {@link
 * hourglass.hashing.HashingMethod} that fits a {@link hourglass.hashing.Hasher}:
 *
 * <pre>{@code
 * Rows digits = PenDigits.of(1_000, 1).rows();
 * Hasher hasher = IterativeQuantization.of(64).fit(digits);
 * BinaryCodes codes = hasher.binaryCodes(digits);
 * }</pre>
 *
 * <p>{@link hourglass.hashing.RaBitQ} estimates distances from bits and a few numbers beside them.
 */
@NullMarked
package hourglass.hashing;

import org.jspecify.annotations.NullMarked;
