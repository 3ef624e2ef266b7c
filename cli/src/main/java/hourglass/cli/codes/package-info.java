/** Commands on files of binary codes. */
@NullMarked
package hourglass.cli.codes;

import org.jspecify.annotations.NullMarked;
