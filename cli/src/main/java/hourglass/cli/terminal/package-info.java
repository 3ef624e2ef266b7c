/** What the terminal shows and how a run is interrupted. */
@NullMarked
package hourglass.cli.terminal;

import org.jspecify.annotations.NullMarked;
