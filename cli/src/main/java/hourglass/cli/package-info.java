/**
 * The {@code hourglass} command.
 *
 * <p>{@link hourglass.cli.Hourglass} is the entrance and lists the commands, one class each. A command declares its
 * options, calls the library and hands its result to a {@link hourglass.cli.terminal.Console}, which prints it for
 * people or as JSON; what goes wrong is turned into one line and an exit code by {@link hourglass.cli.terminal.Failures}.
 */
@NullMarked
package hourglass.cli;

import org.jspecify.annotations.NullMarked;
