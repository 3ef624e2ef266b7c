/**
 * Binary codes in Solr: a field type for them, exact nearest neighbours and balls as queries, the distance as a function, and
 * encoding by a model while documents are indexed.
 */
@NullMarked
package hourglass.solr;

import org.jspecify.annotations.NullMarked;
