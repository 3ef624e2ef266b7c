/**
 * What is asked of a model: observation models as -log p(x | mu), reconstruction, contrastive divergence.
 *
 * <p>An {@link hourglass.objective.Objective} is bound to a batch and a seed and then is one fixed function of the
 * parameters: noise and samples are drawn once, so that a line search compares like with like.
 */
@NullMarked
package hourglass.objective;

import org.jspecify.annotations.NullMarked;
