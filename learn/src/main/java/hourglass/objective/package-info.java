/**
 * What models are fitted to minimise: likelihoods and other losses of reconstructions and classes, penalties, contrastive
 * divergence and sparse decomposition.
 *
 * <p>An {@link hourglass.objective.Objective} is bound to a batch and a seed and then is one fixed function of the
 * parameters: noise and samples are drawn once, so that a line search compares values of the same function.
 *
 * <p>An autoencoder's loss on one batch of images in 0..1, {@code digits}, with a penalty of one's own on the codes:
 *
 * <pre>{@code
 * CodePenalty squares = (codes, rows, units, gradient) -> {
 *     double sum = 0;
 *     for (int i = 0; i < rows * units; i++) {
 *         sum += codes[i] * codes[i] / rows;
 *         gradient[i] = 2 * codes[i] / rows;
 *     }
 *     return sum;
 * };
 * Network network =
 *         Network.autoencoder(List.of(784, 30), Activation.TANH, Activation.TANH, Activation.SIGMOID, true);
 * Reconstruction objective = new Reconstruction(
 *         network, Likelihood.BERNOULLI, Regularization.NONE.with(squares), digits.count(), ThreadTeam.shared());
 * Batch batch = new Batch(digits.count(), digits.columns());
 * batch.fill(digits, 0, digits.count());
 * double loss = objective.bind(batch, 1).value(new float[network.dimension()]);
 * }</pre>
 */
@NullMarked
package hourglass.objective;

import org.jspecify.annotations.NullMarked;
