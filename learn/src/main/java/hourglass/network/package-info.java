/**
 * Layers, the networks that they form, and their propagation: a {@link hourglass.network.Network} describes layers as
 * views into one flat parameter vector, and a {@link hourglass.network.Propagation} runs it forward and backward over a batch.
 */
@NullMarked
package hourglass.network;

import org.jspecify.annotations.NullMarked;
