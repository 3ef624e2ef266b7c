/** Tables of numbers and categories, and their encoding as rows. */
@NullMarked
package hourglass.data.table;

import org.jspecify.annotations.NullMarked;
