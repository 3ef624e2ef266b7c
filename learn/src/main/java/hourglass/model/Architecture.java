package hourglass.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.List;

/** A model but for its numbers. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Architecture.Dense.class, name = "autoencoder"),
    @JsonSubTypes.Type(value = Architecture.Classifying.class, name = "classifier"),
    @JsonSubTypes.Type(value = Architecture.Boltzmann.class, name = "rbm"),
    @JsonSubTypes.Type(value = Architecture.Linear.class, name = "principal-components")
})
public sealed interface Architecture {
    /** The number of columns of an item. */
    int visible();

    /** The number of units of a code. */
    int codeSize();

    /** The number of numbers. */
    int dimension();

    /** That of a model. */
    static Architecture of(Model model) {
        if (model instanceof Autoencoder autoencoder) {
            return Dense.of(autoencoder.network());
        }
        if (model instanceof Classifier classifier) {
            return Classifying.of(classifier);
        }
        if (model instanceof Rbm rbm) {
            return new Boltzmann(rbm.shape());
        }
        PrincipalComponents components = (PrincipalComponents) model;
        return new Linear(components.visible(), components.codeSize(), components.totalVariance());
    }

    /**
     * An {@link Autoencoder} of dense layers.
     *
     * @param sizes the number of units from the visible ones on
     * @param activations one for each layer, one fewer than sizes
     * @param encoderDepth how many layers lead to the code
     * @param tied whether the decoder uses the encoder's weights, transposed
     */
    record Dense(List<Integer> sizes, List<Activation> activations, int encoderDepth, boolean tied)
            implements Architecture {
        public Dense {
            sizes = List.copyOf(sizes);
            activations = List.copyOf(activations);
            int depth = Network.build(sizes, activations, encoderDepth, false).depth();
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
                    network.layers().stream().map(DenseLayer::activation).toList(),
                    network.encoderDepth(),
                    network.layers().stream().anyMatch(DenseLayer::transposed));
            if (!dense.network().equals(network)) {
                throw new IllegalArgumentException(
                        "a network of %s with a layout of its own for the parameters".formatted(sizes));
            }
            return dense;
        }

        /** The layers. */
        public Network network() {
            return Network.build(sizes, activations, encoderDepth, tied);
        }

        @Override
        public int visible() {
            return sizes.get(0);
        }

        @Override
        public int codeSize() {
            return sizes.get(encoderDepth);
        }

        @Override
        public int dimension() {
            return network().dimension();
        }
    }

    /**
     * A {@link Classifier} of dense layers.
     *
     * @param sizes the number of units from the visible ones to the code
     * @param activation of all layers but the softmax
     * @param classes their names
     */
    record Classifying(List<Integer> sizes, Activation activation, List<String> classes) implements Architecture {
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

        /** The layers. */
        public Network network() {
            return Classifier.network(sizes, activation, classes.size());
        }

        @Override
        public int visible() {
            return sizes.get(0);
        }

        @Override
        public int codeSize() {
            return sizes.get(sizes.size() - 1);
        }

        @Override
        public int dimension() {
            return network().dimension();
        }
    }

    /** An {@link Rbm}. */
    record Boltzmann(RbmShape shape) implements Architecture {
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
    record Linear(int visible, int codeSize, double totalVariance) implements Architecture {
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
}
