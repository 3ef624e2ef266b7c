/**
 * Generated data that need no files: digits, curves, patches.
 *
 * <p>A thousand images of digits, a thousand of curves, and a table with missing cells, all determined by their seeds:
 *
 * <pre>{@code
 * Dataset digits = PenDigits.of(1_000, 1);
 * Dataset curves = Curves.of(1_000, 1);
 * Table trees = Trees.of(1_000, 0.1, 0.02, 1);
 * }</pre>
 */
@NullMarked
package hourglass.data.generated;

import org.jspecify.annotations.NullMarked;
