/** Topics of documents, by Hourglass and by Mallet. */
@NullMarked
package hourglass.bench.topics;

import org.jspecify.annotations.NullMarked;
