/**
 * What computes the code and the reconstruction: dense and convolutional networks, restricted Boltzmann machines,
 * principal components.
 *
 * <p>A {@link hourglass.network.Network} describes layers as views into one flat parameter vector; a {@link
 * hourglass.network.Propagation} runs it forward and backward over a batch. Fitted models are immutable values: {@link
 * hourglass.model.Autoencoder}, {@link hourglass.model.Rbm}, {@link hourglass.decomposition.PrincipalComponents}. A {@link
 * hourglass.persistence.ModelFile} keeps one with all that is needed to use it on new data.
 *
 * <p>What codes of documents are compared with: {@link hourglass.decomposition.LatentSemanticAnalysis} and {@link
 * hourglass.decomposition.LatentDirichletAllocation}.
 */
@NullMarked
package hourglass.model;

import org.jspecify.annotations.NullMarked;
