/**
 * How good a model is: the {@link hourglass.eval.ReconstructionError} of any model, and the likelihood that a restricted
 * Boltzmann machine gives to data.
 *
 * <p>A likelihood needs the {@link hourglass.eval.PartitionFunction}: exact for small machines, estimated by {@link
 * hourglass.eval.AnnealedImportanceSampling} for others.
 */
@NullMarked
package hourglass.eval;

import org.jspecify.annotations.NullMarked;
