/** How tables are written as text: encodings, separators, numbers. */
@NullMarked
package hourglass.data.csv;

import org.jspecify.annotations.NullMarked;
