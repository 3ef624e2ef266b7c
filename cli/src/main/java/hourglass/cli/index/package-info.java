/** The command that makes libraries, what it reads into them, and the models that it fits for them. */
@NullMarked
package hourglass.cli.index;

import org.jspecify.annotations.NullMarked;
