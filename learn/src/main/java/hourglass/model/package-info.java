/**
 * Fitted models, which are immutable values: {@link hourglass.model.Autoencoder}, {@link hourglass.model.Classifier} and
 * {@link hourglass.model.Rbm}. They take data as a trainer's transform made them; a {@link
 * hourglass.persistence.FittedModel} has the transform too.
 *
 * <p>Items that a restricted Boltzmann machine generates, and their free energies; its parameters would come from a
 * fit:
 *
 * <pre>{@code
 * RbmShape shape = RbmShape.bernoulli(784, 20);
 * Rbm rbm = new Rbm(shape, new float[shape.dimension()]);
 * Matrix generated = rbm.sample(5, 10, 1);
 * double[] energies = rbm.freeEnergy(generated.values());
 * }</pre>
 */
@NullMarked
package hourglass.model;

import org.jspecify.annotations.NullMarked;
