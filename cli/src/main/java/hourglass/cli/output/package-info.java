/** Files and text that commands write. */
@NullMarked
package hourglass.cli.output;

import org.jspecify.annotations.NullMarked;
