package hourglass.persistence;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import hourglass.decomposition.PrincipalComponents;
import hourglass.decomposition.UnrolledCoder;
import hourglass.hashing.Hasher;
import hourglass.model.Autoencoder;
import hourglass.model.Classifier;
import hourglass.model.Encoder;
import hourglass.model.Model;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.network.Activation;
import hourglass.network.Layer;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import java.util.ArrayList;
import java.util.List;

/** A model but for its numbers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ModelConfig.Dense.class, name = "autoencoder"),
    @JsonSubTypes.Type(value = ModelConfig.Convolutional.class, name = "convolutional-autoencoder"),
    @JsonSubTypes.Type(value = ModelConfig.Classifying.class, name = "classifier"),
    @JsonSubTypes.Type(value = ModelConfig.ConvolutionalClassifying.class, name = "convolutional-classifier"),
    @JsonSubTypes.Type(value = ModelConfig.Encoding.class, name = "encoder"),
    @JsonSubTypes.Type(value = ModelConfig.Boltzmann.class, name = "rbm"),
    @JsonSubTypes.Type(value = ModelConfig.Linear.class, name = "principal-components"),
    @JsonSubTypes.Type(value = ModelConfig.Unrolled.class, name = "unrolled-coder"),
    @JsonSubTypes.Type(value = HasherConfig.Sign.class, name = "sign-hasher"),
    @JsonSubTypes.Type(value = HasherConfig.Hyperplanes.class, name = "linear-hasher"),
    @JsonSubTypes.Type(value = HasherConfig.Spectral.class, name = "spectral-hasher"),
    @JsonSubTypes.Type(value = HasherConfig.Kernel.class, name = "kernel-hasher")
})
public sealed interface ModelConfig
        permits ModelConfig.Layered, ModelConfig.Boltzmann, ModelConfig.Linear, ModelConfig.Unrolled, HasherConfig {
    /** The number of columns of an item. */
    int visible();

    /** The number of units of a code. */
    int codeSize();

    /** The number of numbers. */
    int dimension();

    /** That of a model. */
    static ModelConfig of(Model model) {
        if (model instanceof Autoencoder autoencoder) {
            Network network = autoencoder.network();
            return network.isDense() ? Dense.of(network) : Convolutional.of(network);
        }
        if (model instanceof Classifier classifier) {
            return classifier.network().isDense()
                    ? Classifying.of(classifier)
                    : ConvolutionalClassifying.of(classifier);
        }
        if (model instanceof Encoder encoder) {
            return Encoding.of(encoder.network());
        }
        if (model instanceof Rbm rbm) {
            return new Boltzmann(rbm.shape());
        }
        if (model instanceof Hasher hasher) {
            return HasherConfig.of(hasher);
        }
        if (model instanceof UnrolledCoder coder) {
            return new Unrolled(coder.visible(), coder.codeSize(), coder.steps());
        }
        PrincipalComponents components = (PrincipalComponents) model;
        return new Linear(components.visible(), components.codeSize(), components.totalVariance());
    }

    /** One of layers. */
    sealed interface Layered extends ModelConfig {
        /** The layers. */
        Network network();

        @Override
        default int visible() {
            return network().visible();
        }

        @Override
        default int codeSize() {
            return network().codeSize();
        }

        @Override
        default int dimension() {
            return network().dimension();
        }
    }

    /**
     * An {@link Autoencoder} of dense layers.
     *
     * @param sizes the number of units from the visible ones on
     * @param activations one for each layer, one fewer than sizes
     * @param encoderDepth how many layers lead to the code
     * @param tied whether the decoder uses the encoder's weights, transposed
     */
    record Dense(List<Integer> sizes, List<Activation> activations, int encoderDepth, boolean tied) implements Layered {
        public Dense {
            sizes = List.copyOf(sizes);
            activations = List.copyOf(activations);
            int depth = Network.dense(sizes, activations, encoderDepth, false).depth();
            if (encoderDepth == depth || !sizes.get(0).equals(sizes.get(depth))) {
                throw new IllegalArgumentException(
                        "layers of sizes %s with the code after %d do not lead back".formatted(sizes, encoderDepth));
            }
            if (tied && !mirrored(sizes, encoderDepth)) {
                throw new IllegalArgumentException("layers of sizes %s with the code after %d do not mirror each other"
                        .formatted(sizes, encoderDepth));
            }
        }

        private static boolean mirrored(List<Integer> sizes, int encoderDepth) {
            for (int i = 0; i < sizes.size(); i++) {
                if (!sizes.get(i).equals(sizes.get(sizes.size() - 1 - i))) {
                    return false;
                }
            }
            return sizes.size() == 2 * encoderDepth + 1;
        }

        static Dense of(Network network) {
            List<Integer> sizes = new ArrayList<>();
            sizes.add(network.visible());
            network.layers().forEach(layer -> sizes.add(layer.outputs()));
            Dense dense = new Dense(
                    sizes,
                    network.layers().stream().map(Layer::activation).toList(),
                    network.encoderDepth(),
                    network.layers().stream().anyMatch(Layer::transposed));
            if (!dense.network().equals(network)) {
                throw new IllegalArgumentException(
                        "a network of %s with a layout of its own for the parameters".formatted(sizes));
            }
            return dense;
        }

        @Override
        public Network network() {
            return Network.dense(sizes, activations, encoderDepth, tied);
        }
    }

    /**
     * A {@link Classifier} of dense layers.
     *
     * @param sizes the number of units from the visible ones to the code
     * @param activation of all layers but the softmax
     * @param classes their names
     */
    record Classifying(List<Integer> sizes, Activation activation, List<String> classes) implements Layered {
        public Classifying {
            sizes = List.copyOf(sizes);
            classes = List.copyOf(classes);
            Classifier.network(sizes, activation, classes.size());
        }

        static Classifying of(Classifier classifier) {
            Network network = classifier.network();
            List<Integer> sizes = new ArrayList<>();
            sizes.add(network.visible());
            network.encoder().forEach(layer -> sizes.add(layer.outputs()));
            Classifying all = new Classifying(sizes, network.layers().get(0).activation(), classifier.classes());
            if (!all.network().equals(network)) {
                throw new IllegalArgumentException("a classifier of %s with layers of its own kind".formatted(sizes));
            }
            return all;
        }

        @Override
        public Network network() {
            return Classifier.network(sizes, activation, classes.size());
        }
    }

    /**
     * An {@link Autoencoder} with convolutions.
     *
     * @param image the shape of an item
     * @param layers those of the encoder, as {@link LayerSpec#parse} reads them; the decoder mirrors them
     * @param activations one for each layer; pooling and unpooling are linear
     * @param tied whether the decoder uses the encoder's weights, transposed
     */
    record Convolutional(MapShape image, String layers, List<Activation> activations, boolean tied) implements Layered {
        public Convolutional {
            activations = List.copyOf(activations);
            Network.autoencoder(image, LayerSpec.parse(layers), activations, tied);
        }

        static Convolutional of(Network network) {
            Convolutional convolutional = new Convolutional(
                    network.visibleShape(),
                    LayerSpec.text(network.encoderSpecs()),
                    network.layers().stream().map(Layer::activation).toList(),
                    network.decoder().stream().anyMatch(Layer::transposed));
            if (!convolutional.network().equals(network)) {
                throw new IllegalArgumentException(
                        "a network of %s whose decoder does not mirror its encoder".formatted(convolutional.layers()));
            }
            return convolutional;
        }

        @Override
        public Network network() {
            return Network.autoencoder(image, LayerSpec.parse(layers), activations, tied);
        }
    }

    /**
     * A {@link Classifier} with convolutions.
     *
     * @param image the shape of an item
     * @param layers those of the encoder, as {@link LayerSpec#parse} reads them
     * @param activation of all layers but pooling and the softmax
     * @param classes their names
     */
    record ConvolutionalClassifying(MapShape image, String layers, Activation activation, List<String> classes)
            implements Layered {
        public ConvolutionalClassifying {
            classes = List.copyOf(classes);
            Classifier.network(image, LayerSpec.parse(layers), activation, classes.size());
        }

        static ConvolutionalClassifying of(Classifier classifier) {
            Network network = classifier.network();
            ConvolutionalClassifying all = new ConvolutionalClassifying(
                    network.visibleShape(),
                    LayerSpec.text(network.encoderSpecs()),
                    network.layers().get(0).activation(),
                    classifier.classes());
            if (!all.network().equals(network)) {
                throw new IllegalArgumentException(
                        "a classifier of %s with layers of its own kind".formatted(all.layers()));
            }
            return all;
        }

        @Override
        public Network network() {
            return Classifier.network(image, LayerSpec.parse(layers), activation, classes.size());
        }
    }

    /**
     * An {@link Encoder}.
     *
     * @param shape of an item; one position for rows of columns
     * @param layers as {@link LayerSpec#parse} reads them
     * @param hidden the activation of hidden layers
     * @param code the activation of the code
     */
    record Encoding(MapShape shape, String layers, Activation hidden, Activation code) implements Layered {
        public Encoding {
            Network.encoder(shape, LayerSpec.parse(layers), hidden, code);
        }

        static Encoding of(Network network) {
            List<Layer> dense = network.layers().stream()
                    .filter(layer -> layer.biasCount() > 0)
                    .toList();
            Encoding all = new Encoding(
                    network.visibleShape(),
                    LayerSpec.text(network.encoderSpecs()),
                    dense.get(0).activation(),
                    dense.get(dense.size() - 1).activation());
            if (!all.network().equals(network)) {
                throw new IllegalArgumentException(
                        "an encoder of %s with layers of its own kind".formatted(all.layers));
            }
            return all;
        }

        @Override
        public Network network() {
            return Network.encoder(shape, LayerSpec.parse(layers), hidden, code);
        }
    }

    /** An {@link Rbm}. */
    record Boltzmann(RbmShape shape) implements ModelConfig {
        @Override
        public int visible() {
            return shape.visible();
        }

        @Override
        public int codeSize() {
            return shape.hidden();
        }

        @Override
        public int dimension() {
            return shape.dimension();
        }
    }

    /**
     * {@link PrincipalComponents}.
     *
     * @param totalVariance of the data, in the components and out of them
     */
    record Linear(int visible, int codeSize, double totalVariance) implements ModelConfig {
        public Linear {
            if (visible < 1 || codeSize < 1 || !Double.isFinite(totalVariance)) {
                throw new IllegalArgumentException("%d components of %d columns, of a total variance of %s"
                        .formatted(codeSize, visible, totalVariance));
            }
        }

        /** Of the components, their variances and the mean. */
        @Override
        public int dimension() {
            return Math.addExact(Math.multiplyExact(codeSize, visible + 1), visible);
        }
    }

    /**
     * An {@link UnrolledCoder}.
     *
     * @param steps after the first, at least 0
     */
    record Unrolled(int visible, int codeSize, int steps) implements ModelConfig {
        public Unrolled {
            if (visible < 1 || codeSize < 1 || steps < 0) {
                throw new IllegalArgumentException(
                        "a coder of %d columns, %d atoms and %d steps".formatted(visible, codeSize, steps));
            }
        }

        /** Of the coder and its dictionary. */
        @Override
        public int dimension() {
            return Math.addExact(UnrolledCoder.dimension(visible, codeSize), Math.multiplyExact(visible, codeSize));
        }
    }
}
