/** What Spark does with binary codes: joins, look-ups in an index, and writing to Solr. */
@org.jspecify.annotations.NullMarked
package hourglass.spark.codes;
