/** Commands that find what does not fit the rest of the data, or fill what is missing. */
@NullMarked
package hourglass.cli.anomaly;

import org.jspecify.annotations.NullMarked;
