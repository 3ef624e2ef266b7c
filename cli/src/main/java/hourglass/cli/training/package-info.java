/** The command that fits a model, and the options that are its own. */
@NullMarked
package hourglass.cli.training;

import org.jspecify.annotations.NullMarked;
