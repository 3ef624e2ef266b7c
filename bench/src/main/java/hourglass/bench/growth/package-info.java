/** How time and memory of the command grow with the data. */
@NullMarked
package hourglass.bench.growth;

import org.jspecify.annotations.NullMarked;
