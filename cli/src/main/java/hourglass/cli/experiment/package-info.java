/** Published results, reproduced. */
@NullMarked
package hourglass.cli.experiment;

import org.jspecify.annotations.NullMarked;
