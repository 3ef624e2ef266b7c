/**
 * What computes the code and the reconstruction: dense and convolutional networks, restricted Boltzmann machines,
 * principal components.
 *
 * <p>A {@link hourglass.model.Network} describes layers as views into one flat parameter vector; a {@link
 * hourglass.model.Propagation} runs it forward and backward over a batch. Fitted models are immutable values: {@link
 * hourglass.model.Autoencoder}, {@link hourglass.model.Rbm}, {@link hourglass.model.PrincipalComponents}. A {@link
 * hourglass.model.ModelFile} keeps one with all that is needed to use it on new data.
 *
 * <p>What codes of documents are compared with: {@link hourglass.model.LatentSemanticAnalysis} and {@link
 * hourglass.model.LatentDirichletAllocation}.
 */
@NullMarked
package hourglass.model;

import org.jspecify.annotations.NullMarked;
