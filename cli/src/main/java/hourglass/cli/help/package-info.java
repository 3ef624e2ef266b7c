/** How the help of a command is laid out. */
@NullMarked
package hourglass.cli.help;

import org.jspecify.annotations.NullMarked;
