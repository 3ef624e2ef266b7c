/** Generated data that need no files: digits, curves, patches. */
@NullMarked
package hourglass.data.generated;

import org.jspecify.annotations.NullMarked;
