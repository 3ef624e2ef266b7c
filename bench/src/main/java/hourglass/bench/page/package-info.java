/** Tables of pages, written from what was measured. */
@NullMarked
package hourglass.bench.page;

import org.jspecify.annotations.NullMarked;
