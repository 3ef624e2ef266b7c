/** What is measured of models and codes, and the reports about it. */
@NullMarked
package hourglass.cli.evaluation;

import org.jspecify.annotations.NullMarked;
