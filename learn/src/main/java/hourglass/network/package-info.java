/**
 * Layers, the networks that they form, and their propagation: a {@link hourglass.network.Network} describes layers as
 * views into one flat parameter vector, and a {@link hourglass.network.Propagation} runs it forward and backward over a batch.
 *
 * <p>A convolutional autoencoder for grey images of 28 x 28 pixels, with a code of 30 numbers; its parameters would come
 * from a fit:
 *
 * <pre>{@code
 * List<LayerSpec> layers = LayerSpec.parse("8c5s2p2-p2-30");
 * Network network = Network.autoencoder(
 *         new MapShape(28, 28, 1), layers, Activation.RELU, Activation.LINEAR, Activation.SIGMOID, true);
 * float[] parameters = new float[network.dimension()];
 * float[] images = new float[100 * network.visible()];
 * float[] codes = network.encode(parameters, images, ThreadTeam.shared());
 * float[] reconstructions = network.decode(parameters, codes, ThreadTeam.shared());
 * }</pre>
 */
@NullMarked
package hourglass.network;

import org.jspecify.annotations.NullMarked;
