/** Anomaly scores and the imputation of missing cells, both by reconstruction. */
@NullMarked
package hourglass.anomaly;

import org.jspecify.annotations.NullMarked;
