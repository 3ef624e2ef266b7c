/** The command that finds items that are there several times: its sources, groups, and how they are printed. */
@NullMarked
package hourglass.cli.duplicates;

import org.jspecify.annotations.NullMarked;
