package hourglass.bench;

import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import hourglass.objective.Likelihood;
import hourglass.optim.Adam;
import hourglass.optim.GradientFunction;
import hourglass.optim.Optimizer;
import hourglass.optim.Sgd;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What is trained.
 *
 * @param kind the kind of model
 * @param visible the shape of an item
 * @param layers of the encoder, as {@link LayerSpec#parse} reads them
 * @param likelihood what the data are
 * @param batch rows
 * @param rule how it is fitted
 */
record Case(Kind kind, MapShape visible, String layers, Likelihood likelihood, int batch, Rule rule) {
    /** The kind of model. */
    enum Kind {
        AUTOENCODER,
        TIED,
        /** Tied, with the squared Jacobian of the code in the loss. */
        CONTRACTIVE,
        /** An encoder of rectified units alone, by neighbourhood component analysis of its codes. */
        NEIGHBOURHOOD,
        RBM
    }

    /** How a model is fitted, and how many numbers for each parameter that takes beside the gradient. */
    enum Rule {
        ADAM(2),
        MOMENTUM(1);

        final int states;

        Rule(int states) {
            this.states = states;
        }
    }

    static final double MOMENTUM = 0.9;
    /** The weight of a contraction. */
    static final double LAMBDA = 0.1;

    private static final MapShape DIGIT = new MapShape(28, 28, 1);
    private static final MapShape COLOUR = new MapShape(32, 32, 3);
    private static final MapShape FACE = new MapShape(25, 25, 1);
    private static final String DEEP = "1000-500-250-30";
    private static final String SHALLOW = "500";
    private static final String WIDE = "1000";
    private static final String FACES = "2000-1000-500-30";
    private static final String DIGITS = "500-500-2000-30";
    private static final String STRIDED = "16c5s2p2-32c5s2p2-200-30";
    private static final String POOLED = "32c5-p2-64c5-p2-200";
    private static final String COLOURED = "32c3s2p1-64c3s2p1-128";

    /** All cases. */
    static List<Case> all() {
        List<Case> cases = new ArrayList<>();
        for (Rule rule : Rule.values()) {
            cases.add(new Case(Kind.AUTOENCODER, DIGIT, DEEP, Likelihood.BERNOULLI, 128, rule));
            cases.add(new Case(Kind.AUTOENCODER, DIGIT, DEEP, Likelihood.BERNOULLI, 1000, rule));
            cases.add(new Case(Kind.TIED, DIGIT, SHALLOW, Likelihood.BERNOULLI, 20, rule));
            cases.add(new Case(Kind.TIED, DIGIT, SHALLOW, Likelihood.BERNOULLI, 128, rule));
            cases.add(new Case(Kind.AUTOENCODER, FACE, FACES, Likelihood.GAUSSIAN, 256, rule));
        }
        cases.add(new Case(Kind.AUTOENCODER, DIGIT, STRIDED, Likelihood.BERNOULLI, 128, Rule.ADAM));
        cases.add(new Case(Kind.TIED, DIGIT, POOLED, Likelihood.BERNOULLI, 128, Rule.ADAM));
        cases.add(new Case(Kind.AUTOENCODER, COLOUR, COLOURED, Likelihood.BERNOULLI, 64, Rule.ADAM));
        cases.add(new Case(Kind.TIED, DIGIT, WIDE, Likelihood.BERNOULLI, 128, Rule.ADAM));
        cases.add(new Case(Kind.CONTRACTIVE, DIGIT, WIDE, Likelihood.BERNOULLI, 128, Rule.ADAM));
        cases.add(new Case(Kind.NEIGHBOURHOOD, DIGIT, DIGITS, Likelihood.BERNOULLI, 1000, Rule.ADAM));
        cases.add(new Case(Kind.NEIGHBOURHOOD, DIGIT, DIGITS, Likelihood.BERNOULLI, 5000, Rule.ADAM));
        cases.add(new Case(Kind.RBM, DIGIT, SHALLOW, Likelihood.BERNOULLI, 100, Rule.MOMENTUM));
        return cases;
    }

    /** Those whose names match one of the patterns, in which * stands for anything. */
    static List<Case> matching(List<String> patterns) {
        return all().stream()
                .filter(one -> patterns.stream().anyMatch(pattern -> one.matches(pattern)))
                .toList();
    }

    private boolean matches(String pattern) {
        String expression = pattern.chars()
                .mapToObj(c -> c == '*' ? ".*" : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining());
        return name().matches(expression);
    }

    /** Such as 784-500-tied/20/adam. */
    String name() {
        return "%s/%d/%s".formatted(model(), batch, rule.name().toLowerCase(Locale.ROOT));
    }

    /** Such as 784-500-tied. */
    String model() {
        String all = visible.size() + "-" + layers;
        return switch (kind) {
            case AUTOENCODER -> all;
            case TIED -> all + "-tied";
            case CONTRACTIVE -> all + "-contractive";
            case NEIGHBOURHOOD -> all + "-nca";
            case RBM -> all + "-rbm";
        };
    }

    /**
     * The layers, with mirrored decoder; a deep autoencoder has a linear code, and convolutions are rectified. An RBM runs
     * up and down such layers. Where neighbours are learnt there is no decoder.
     */
    Network network() {
        List<LayerSpec> stages = LayerSpec.parse(layers);
        if (kind == Kind.NEIGHBOURHOOD) {
            return Network.encoder(MapShape.of(visible.size()), stages, Activation.RELU, Activation.LINEAR);
        }
        boolean dense = stages.stream().allMatch(LayerSpec.Dense.class::isInstance);
        return Network.autoencoder(
                dense ? MapShape.of(visible.size()) : visible,
                stages,
                dense ? Activation.SIGMOID : Activation.RELU,
                stages.size() > 1 ? Activation.LINEAR : Activation.SIGMOID,
                likelihood.canonicalActivation(),
                kind != Kind.AUTOENCODER);
    }

    int codeSize() {
        return network().codeSize();
    }

    Optimizer<GradientFunction> optimizer() {
        return rule == Rule.ADAM ? Adam.of(learningRate()) : Sgd.of(learningRate(), MOMENTUM);
    }

    /** One at which training is calm, so that rounding differences stay small. */
    double learningRate() {
        if (kind == Kind.NEIGHBOURHOOD) {
            return 1e-4;
        }
        return rule == Rule.MOMENTUM && likelihood == Likelihood.GAUSSIAN ? 1e-4 : 1e-3;
    }

    /**
     * The fraction by which the losses of the same step may differ: by the order of sums, and in an RBM by its samples,
     * for which each side draws its own random numbers.
     */
    double tolerance() {
        return kind == Kind.RBM ? 0.02 : 1e-3;
    }

    /** The matrix products of a step. */
    List<Product> products() {
        if (kind == Kind.RBM) {
            return Product.ofContrastiveDivergence(visible.size(), codeSize(), batch);
        }
        List<Product> products =
                new ArrayList<>(Product.ofBackpropagation(network().layers(), batch));
        if (kind == Kind.NEIGHBOURHOOD) {
            products.addAll(Product.ofPairs(codeSize(), batch));
        }
        return products;
    }

    /** Floating-point operations of a step's matrix products. */
    double flops() {
        return products().stream().mapToDouble(Product::flops).sum();
    }
}
