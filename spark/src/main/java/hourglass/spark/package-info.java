/** Autoencoders, hash functions and Hamming joins for Spark ML, as estimators, models and transformers. */
@org.jspecify.annotations.NullMarked
package hourglass.spark;
