/** The fitted model with its preprocessing, and the files that keep it. */
@NullMarked
package hourglass.persistence;

import org.jspecify.annotations.NullMarked;
