/** Options that several commands share. */
@NullMarked
package hourglass.cli.option;

import org.jspecify.annotations.NullMarked;
