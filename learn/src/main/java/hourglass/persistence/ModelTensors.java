package hourglass.persistence;

import hourglass.data.safetensors.Tensor;
import hourglass.decomposition.PrincipalComponents;
import hourglass.decomposition.UnrolledCoder;
import hourglass.hashing.Hasher;
import hourglass.model.Autoencoder;
import hourglass.model.Classifier;
import hourglass.model.Encoder;
import hourglass.model.Model;
import hourglass.model.Rbm;
import hourglass.model.RbmShape;
import hourglass.network.Convolution;
import hourglass.network.Layer;
import hourglass.network.Network;
import hourglass.network.PatchGrid;
import hourglass.network.TransposedConvolution;
import java.util.ArrayList;
import java.util.List;

/** The numbers of models as named tensors. */
final class ModelTensors {
    private static final String MEAN = "mean";
    private static final String COMPONENTS = "components";
    private static final String VARIANCES = "variances";
    private static final String DICTIONARY = "dictionary";

    private ModelTensors() {}

    /**
     * A tensor's place in a parameter vector.
     *
     * @param offset of its first number
     */
    private record Slot(String name, List<Integer> shape, int offset) {}

    static List<Tensor> of(Model model) {
        if (model instanceof Autoencoder autoencoder) {
            return tensors(slots(autoencoder.network()), autoencoder.parameters());
        }
        if (model instanceof Classifier classifier) {
            return tensors(slots(classifier.network()), classifier.parameters());
        }
        if (model instanceof Encoder encoder) {
            return tensors(slots(encoder.network()), encoder.parameters());
        }
        if (model instanceof Rbm rbm) {
            return tensors(slots(rbm.shape()), rbm.parameters());
        }
        if (model instanceof Hasher hasher) {
            return HasherTensors.of(hasher);
        }
        if (model instanceof UnrolledCoder coder) {
            List<Tensor> tensors =
                    new ArrayList<>(tensors(slots(coder.visible(), coder.codeSize()), coder.parameters()));
            tensors.add(new Tensor(DICTIONARY, List.of(coder.codeSize(), coder.visible()), coder.dictionary(), 0));
            return tensors;
        }
        PrincipalComponents pca = (PrincipalComponents) model;
        return List.of(
                Tensor.vector(MEAN, pca.mean()),
                new Tensor(COMPONENTS, List.of(pca.codeSize(), pca.visible()), pca.components(), 0),
                Tensor.vector(VARIANCES, pca.variances()));
    }

    static Model read(ModelConfig architecture, TensorReader tensors) {
        if (architecture instanceof ModelConfig.Dense dense) {
            return autoencoder(dense.network(), tensors);
        }
        if (architecture instanceof ModelConfig.Convolutional convolutional) {
            return autoencoder(convolutional.network(), tensors);
        }
        if (architecture instanceof ModelConfig.Classifying classifying) {
            return classifier(classifying.network(), classifying.classes(), tensors);
        }
        if (architecture instanceof ModelConfig.ConvolutionalClassifying classifying) {
            return classifier(classifying.network(), classifying.classes(), tensors);
        }
        if (architecture instanceof ModelConfig.Encoding encoding) {
            Network network = encoding.network();
            return new Encoder(network, parameters(slots(network), network.dimension(), tensors));
        }
        if (architecture instanceof ModelConfig.Boltzmann boltzmann) {
            RbmShape shape = boltzmann.shape();
            return new Rbm(shape, parameters(slots(shape), shape.dimension(), tensors));
        }
        if (architecture instanceof HasherConfig hasher) {
            return HasherTensors.read(hasher, tensors);
        }
        if (architecture instanceof ModelConfig.Unrolled unrolled) {
            int visible = unrolled.visible();
            int codeSize = unrolled.codeSize();
            float[] parameters =
                    parameters(slots(visible, codeSize), UnrolledCoder.dimension(visible, codeSize), tensors);
            return new UnrolledCoder(
                    visible, codeSize, unrolled.steps(), parameters, tensors.read(DICTIONARY, codeSize, visible));
        }
        ModelConfig.Linear linear = (ModelConfig.Linear) architecture;
        return new PrincipalComponents(
                tensors.read(MEAN, linear.visible()),
                tensors.read(COMPONENTS, linear.codeSize(), linear.visible()),
                tensors.read(VARIANCES, linear.codeSize()),
                linear.totalVariance());
    }

    private static Autoencoder autoencoder(Network network, TensorReader tensors) {
        return new Autoencoder(network, parameters(slots(network), network.dimension(), tensors));
    }

    private static Classifier classifier(Network network, List<String> classes, TensorReader tensors) {
        return new Classifier(network, parameters(slots(network), network.dimension(), tensors), classes);
    }

    private static List<Slot> slots(Network network) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < network.depth(); i++) {
            Layer layer = network.layers().get(i);
            boolean encodes = i < network.encoderDepth();
            String name = encodes ? "encoder." + i : "decoder." + (i - network.encoderDepth());
            if (layer.weightCount() > 0) {
                slots.add(new Slot(name + ".weight", weightShape(layer), layer.weightOffset()));
            }
            if (layer.biasCount() > 0) {
                slots.add(new Slot(name + ".bias", List.of(layer.biasCount()), layer.biasOffset()));
            }
        }
        return slots;
    }

    private static List<Integer> weightShape(Layer layer) {
        if (layer instanceof Convolution convolution) {
            return weightShape(convolution.patches(), convolution.filters());
        }
        if (layer instanceof TransposedConvolution transposed) {
            return weightShape(transposed.patches(), transposed.filters());
        }
        return List.of(layer.inputs(), layer.outputs());
    }

    private static List<Integer> weightShape(PatchGrid patches, int filters) {
        return List.of(patches.kernel(), patches.kernel(), patches.image().channels(), filters);
    }

    private static List<Slot> slots(RbmShape shape) {
        return List.of(
                new Slot("weight", List.of(shape.visible(), shape.hidden()), 0),
                new Slot("visible.bias", List.of(shape.visible()), shape.visibleBiasOffset()),
                new Slot("hidden.bias", List.of(shape.hidden()), shape.hiddenBiasOffset()));
    }

    /** Those of an unrolled coder. */
    private static List<Slot> slots(int visible, int codeSize) {
        return List.of(
                new Slot("encoder.weight", List.of(visible, codeSize), 0),
                new Slot("encoder.step.weight", List.of(codeSize, codeSize), visible * codeSize),
                new Slot("encoder.bias", List.of(codeSize), (visible + codeSize) * codeSize));
    }

    private static List<Tensor> tensors(List<Slot> slots, float[] parameters) {
        return slots.stream()
                .map(slot -> new Tensor(slot.name, slot.shape, parameters, slot.offset))
                .toList();
    }

    private static float[] parameters(List<Slot> slots, int dimension, TensorReader tensors) {
        slots.forEach(slot -> tensors.require(slot.name, slot.shape));
        float[] parameters = new float[dimension];
        slots.forEach(slot -> tensors.read(slot.name, slot.shape, parameters, slot.offset));
        return parameters;
    }
}
