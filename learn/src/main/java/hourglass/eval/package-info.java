/**
 * How good a model is: the {@link hourglass.eval.ReconstructionError} of any model, the likelihood that a restricted
 * Boltzmann machine gives to data, and what codes retrieve.
 *
 * <p>A likelihood needs the {@link hourglass.eval.PartitionFunction}: exact for small RBMs, estimated by {@link
 * hourglass.eval.AnnealedImportanceSampling} for others.
 *
 * <p>Retrieval is a {@link hourglass.eval.Similarity}, which ranks, held against a {@link hourglass.eval.Relevance}, which
 * knows what is asked for: {@link hourglass.eval.PrecisionRecall} over all ranks, {@link hourglass.eval.BallRetrieval}
 * within Hamming balls.
 */
@NullMarked
package hourglass.eval;

import org.jspecify.annotations.NullMarked;
