package hourglass.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Builds networks: collects their layers, then gives their parameters places in one vector. */
final class NetworkBuilder {
    /** Of the encoder. */
    private final List<LayerSpec> specs;
    /** One for each layer. */
    private final List<Activation> activations;
    /** Whether layers of the decoder use the weights of the encoder's. */
    private final boolean tied;

    private final List<Layer> layers = new ArrayList<>();
    /** For each layer, which has its weights. */
    private final List<Integer> owners = new ArrayList<>();

    private NetworkBuilder(List<LayerSpec> specs, List<Activation> activations, boolean tied) {
        this.specs = specs;
        this.activations = activations;
        this.tied = tied;
    }

    /** Dense layers of any sizes; if tied, the second half uses the weights of the first, transposed. */
    static Network dense(List<Integer> sizes, List<Activation> activations, int encoderDepth, boolean tied) {
        int depth = sizes.size() - 1;
        if (depth < 1 || activations.size() != depth) {
            throw new IllegalArgumentException(
                    "%d activations do not fit layers of sizes %s".formatted(activations.size(), sizes));
        }
        NetworkBuilder builder = new NetworkBuilder(List.of(), activations, tied);
        for (int i = 0; i < depth; i++) {
            boolean mirrors = tied && i >= depth / 2;
            builder.add(
                    new DenseLayer(sizes.get(i), sizes.get(i + 1), builder.nextActivation(), 0, mirrors, 0),
                    mirrors ? depth - 1 - i : i);
        }
        return builder.network(encoderDepth);
    }

    /** An encoder and a decoder, with one activation for each layer. */
    static Network autoencoder(MapShape visible, List<LayerSpec> specs, List<Activation> activations, boolean tied) {
        LayerSpec.check(specs);
        int depth = specs.size() + decoderDepth(specs);
        if (activations.size() != depth) {
            throw new IllegalArgumentException("%d activations for %d layers, those of %s and their mirrors"
                    .formatted(activations.size(), depth, LayerSpec.text(specs)));
        }
        NetworkBuilder builder = new NetworkBuilder(specs, activations, tied);
        builder.encode(visible);
        builder.decode();
        return builder.network(specs.size());
    }

    /** One network of those over each other's codes. */
    static Network unrolled(List<Network> stack, boolean tied) {
        if (stack.isEmpty()) {
            throw new IllegalArgumentException("an empty stack has nothing to unroll");
        }
        List<LayerSpec> specs = new ArrayList<>();
        List<Activation> activations = new ArrayList<>();
        for (int i = 0; i < stack.size(); i++) {
            Network one = stack.get(i);
            if (i > 0 && one.visible() != stack.get(i - 1).codeSize()) {
                throw new IllegalArgumentException("an autoencoder over %d units, on one with a code of %d"
                        .formatted(one.visible(), stack.get(i - 1).codeSize()));
            }
            specs.addAll(specs(one));
            one.encoder().forEach(layer -> activations.add(layer.activation()));
        }
        for (int i = stack.size() - 1; i >= 0; i--) {
            stack.get(i).decoder().forEach(layer -> activations.add(layer.activation()));
            if (i > 0) {
                activations.set(activations.size() - 1, codeActivation(stack.get(i - 1)));
            }
        }
        return autoencoder(stack.get(0).visibleShape(), specs, activations, tied);
    }

    private static Activation codeActivation(Network network) {
        Layer top = network.encoder().get(network.encoderDepth() - 1);
        Layer below = network.encoder().get(Math.max(0, network.encoderDepth() - 2));
        return (top instanceof MaxPooling || top instanceof KSparse ? below : top).activation();
    }

    static Network classifier(MapShape visible, List<LayerSpec> specs, Activation activation, int classes) {
        LayerSpec.check(specs);
        List<Activation> activations = new ArrayList<>(Collections.nCopies(specs.size(), activation));
        activations.add(Activation.SOFTMAX);
        NetworkBuilder builder = new NetworkBuilder(specs, activations, false);
        builder.encode(visible);
        int code = builder.layers.get(specs.size() - 1).outputs();
        builder.add(new DenseLayer(code, classes, builder.nextActivation(), 0, false, 0), specs.size());
        return builder.network(specs.size());
    }

    static Network encoder(MapShape visible, List<LayerSpec> specs, Activation hidden, Activation code) {
        LayerSpec.check(specs);
        NetworkBuilder builder = new NetworkBuilder(specs, activations(specs, hidden, code, code), false);
        builder.encode(visible);
        return builder.network(specs.size());
    }

    /** What chooses has no layer of its own in the decoder, but for pooling that keeps switches. */
    private static int decoderDepth(List<LayerSpec> specs) {
        return (int) specs.stream().filter(NetworkBuilder::isMirrored).count();
    }

    private static boolean isMirrored(LayerSpec spec) {
        return !spec.chooses() || (spec instanceof LayerSpec.Pooling pooling && pooling.switches());
    }

    /** Those of all layers; pooling and unpooling are linear. */
    static List<Activation> activations(List<LayerSpec> specs, Activation hidden, Activation code, Activation output) {
        int top = specs.size() - 1;
        int codeAt = top > 0 && specs.get(top).chooses() ? top - 1 : top;
        List<Activation> activations = new ArrayList<>();
        for (int i = 0; i <= top; i++) {
            activations.add(specs.get(i).chooses() ? Activation.LINEAR : i == codeAt ? code : hidden);
        }
        for (int i = top; i >= 0; i--) {
            if (isMirrored(specs.get(i))) {
                activations.add(specs.get(i).chooses() ? Activation.LINEAR : i == 0 ? output : hidden);
            }
        }
        return activations;
    }

    /** The specs of a network's encoder, as far as they show in its layers. */
    static List<LayerSpec> specs(Network network) {
        return network.encoder().stream()
                .map(layer -> spec(layer, network.decoder()))
                .toList();
    }

    private static LayerSpec spec(Layer layer, List<Layer> decoder) {
        if (layer instanceof Convolution convolution) {
            PatchGrid grid = convolution.patches();
            return new LayerSpec.Convolution(convolution.filters(), grid.kernel(), grid.stride(), grid.padding());
        }
        if (layer instanceof MaxPooling pooling) {
            boolean undone = decoder.contains(new Unpooling(pooling.image(), pooling.window()));
            return new LayerSpec.Pooling(pooling.window(), undone);
        }
        return layer instanceof KSparse chosen
                ? new LayerSpec.KSparse(chosen.winners())
                : new LayerSpec.Dense(layer.outputs());
    }

    /** Gives the parameters of the layers their places: all weights first, each set once, then all biases. */
    private Network network(int encoderDepth) {
        int[] weightOffsets = new int[layers.size()];
        int weightCount = 0;
        for (int i = 0; i < layers.size(); i++) {
            int owner = owners.get(i);
            weightOffsets[i] = owner == i ? weightCount : weightOffsets[owner];
            weightCount = Math.addExact(weightCount, layers.get(i).weightCount());
        }
        int biasOffset = weightCount;
        List<Layer> placed = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            placed.add(layers.get(i).at(weightOffsets[i], biasOffset));
            biasOffset = Math.addExact(biasOffset, layers.get(i).biasCount());
        }
        return new Network(placed, encoderDepth, weightCount, biasOffset);
    }

    private Activation nextActivation() {
        return activations.get(layers.size());
    }

    private void add(Layer layer, int owner) {
        layers.add(layer);
        owners.add(owner);
    }

    private void encode(MapShape visible) {
        MapShape below = visible;
        for (LayerSpec spec : specs) {
            int index = layers.size();
            if (spec instanceof LayerSpec.Dense dense) {
                add(new DenseLayer(below.size(), dense.units(), nextActivation(), 0, false, 0), index);
                below = MapShape.of(dense.units());
            } else if (spec instanceof LayerSpec.Convolution convolution) {
                Convolution layer = convolution(convolution, below);
                add(layer, index);
                below = layer.maps();
            } else if (spec instanceof LayerSpec.KSparse sparse) {
                add(new KSparse(below.size(), sparse.count()), index);
            } else {
                MaxPooling layer = new MaxPooling(below, ((LayerSpec.Pooling) spec).window());
                add(layer, index);
                below = layer.maps();
            }
        }
    }

    private Convolution convolution(LayerSpec.Convolution spec, MapShape below) {
        try {
            PatchGrid patches = new PatchGrid(below, spec.kernel(), spec.stride(), spec.padding());
            return new Convolution(patches, spec.filters(), nextActivation(), 0, 0);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "'%s' in %s: %s".formatted(spec, LayerSpec.text(specs), e.getMessage()), e);
        }
    }

    private void decode() {
        int stride = 1;
        for (int i = specs.size() - 1; i >= 0; i--) {
            Layer mirrored = layers.get(i);
            int owner = tied ? i : layers.size();
            if (mirrored instanceof DenseLayer dense) {
                add(dense.mirrored(nextActivation(), tied), owner);
            } else if (mirrored instanceof Convolution convolution) {
                add(transposed(convolution, stride), owner);
                stride = 1;
            } else if (isMirrored(specs.get(i))) {
                MaxPooling pooling = (MaxPooling) mirrored;
                add(new Unpooling(pooling.image(), pooling.window()), layers.size());
            } else if (mirrored instanceof MaxPooling pooling) {
                stride = pooling.window();
            }
        }
    }

    /** The mirror of a convolution and of pooling on it, which leaves as many positions as a stride so much larger. */
    private TransposedConvolution transposed(Convolution convolution, int pooled) {
        PatchGrid grid = convolution.patches();
        PatchGrid patches = new PatchGrid(grid.image(), grid.kernel(), pooled * grid.stride(), grid.padding());
        return new TransposedConvolution(patches, convolution.filters(), nextActivation(), 0, tied, 0);
    }
}
