package hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.management.ThreadMXBean;
import hourglass.matrix.ThreadTeam;
import hourglass.matrix.VectorSink;
import hourglass.model.Autoencoder;
import hourglass.model.Classifier;
import hourglass.persistence.ModelConfig;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConvolutionalNetworkTest {
    private static final MapShape GREY = new MapShape(9, 8, 1);
    private static final int ROWS = 5;

    private static Network network(MapShape visible, String layers, boolean tied) {
        return Network.autoencoder(
                visible, LayerSpec.parse(layers), Activation.TANH, Activation.LINEAR, Activation.SIGMOID, tied);
    }

    @Test
    void decoderMirrorsTheEncoder() {
        Network network = network(GREY, "4c3s2p1-p2u-6c2-10-3", false);
        assertThat(network.layers())
                .extracting(layer -> layer.getClass().getSimpleName() + " " + layer.outputs())
                .containsExactly(
                        "Convolution 80",
                        "MaxPooling 24",
                        "Convolution 12",
                        "DenseLayer 10",
                        "DenseLayer 3",
                        "DenseLayer 10",
                        "DenseLayer 12",
                        "TransposedConvolution 24",
                        "Unpooling 80",
                        "TransposedConvolution 72");
        assertThat(network.codeSize()).isEqualTo(3);
    }

    @Test
    void decoderOfPoolingHasALargerStride() {
        Network network = network(GREY, "4c3-p2-5", false);
        assertThat(network.decoder().get(1))
                .isInstanceOfSatisfying(TransposedConvolution.class, layer -> assertThat(layer.patches())
                        .isEqualTo(new PatchGrid(GREY, 3, 2, 0)));
    }

    @Test
    void pooledCodesHaveTheActivationOfCodes() {
        Network network = network(GREY, "4c3-p2-2c2-p2", true);
        assertThat(network.layers())
                .extracting(Layer::activation)
                .containsExactly(
                        Activation.TANH,
                        Activation.LINEAR,
                        Activation.LINEAR,
                        Activation.LINEAR,
                        Activation.TANH,
                        Activation.SIGMOID);
    }

    @Test
    void tiedWeightsStandOnce() {
        assertThat(network(GREY, "4c3-p2-5", true).weightCount()).isEqualTo(9 * 4 + 4 * 3 * 4 * 5);
        assertThat(network(GREY, "4c3-p2-5", false).weightCount()).isEqualTo(2 * (9 * 4 + 4 * 3 * 4 * 5));
    }

    @Test
    void denseStagesMakeTheSameNetworkAsSizes() {
        assertThat(network(MapShape.of(9), "6-4", true))
                .isEqualTo(Network.autoencoder(
                        List.of(9, 6, 4), Activation.TANH, Activation.LINEAR, Activation.SIGMOID, true));
    }

    @Test
    void refusesStagesThatDoNotFitOnTheData() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> network(GREY, "4c3s3-2c4", true))
                .withMessage("'2c4' in 4c3s3-2c4: a kernel of 4 does not fit on maps of 3x2x4 with padding 0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"4c3s2p1-p2u-6c2-10-3", "4c3-p2-3c2-p2", "6-4"})
    void unrolledStackEncodesAndDecodesAsItsPartsDo(String layers) {
        for (boolean tied : new boolean[] {false, true}) {
            MapShape below = layers.equals("6-4") ? MapShape.of(72) : GREY;
            float[] x = numbers(ROWS * below.size());
            float[] codes = x;
            List<Autoencoder> stack = new ArrayList<>();
            for (List<LayerSpec> piece : LayerSpec.pieces(LayerSpec.parse(layers))) {
                Network part = network(below, LayerSpec.text(piece), tied);
                stack.add(new Autoencoder(part, numbers(part.dimension())));
                codes = stack.get(stack.size() - 1).encode(codes);
                below = part.codeShape();
            }
            Autoencoder deep = Autoencoder.unroll(stack, tied);
            assertThat(deep.encode(x)).containsExactly(codes, Offset.offset(1e-5f));
            assertThat(ModelConfig.of(deep).codeSize()).isEqualTo(deep.codeSize());
            assertThat(deep.network().weightCount())
                    .isEqualTo(stack.stream()
                            .mapToInt(part -> part.network().weightCount())
                            .sum());
        }
    }

    @Test
    void classifierTakesOverAnEncoder() {
        Network trained = network(GREY, "4c3s2p1-p2-10", true);
        float[] parameters = numbers(trained.dimension());
        Network network = Classifier.network(GREY, LayerSpec.parse("4c3s2p1-p2-10"), Activation.TANH, 3);
        float[] target = new float[network.dimension()];
        for (int i = 0; i < network.encoderDepth(); i++) {
            network.layers().get(i).copy(trained.layers().get(i), parameters, target);
        }
        Classifier classifier = new Classifier(network, target, List.of("a", "b", "c"));
        float[] x = numbers(2 * GREY.size());
        float[] code = new Autoencoder(trained, parameters).encode(x);
        float[] expected = code.clone();
        Activation.TANH.apply(expected, 0, expected.length);
        assertThat(classifier.encode(x, ThreadTeam.shared())).containsExactly(expected, Offset.offset(1e-4f));
        assertThat(classifier.probabilities(x, ThreadTeam.shared()))
                .containsExactly(new float[] {1f / 3, 1f / 3, 1f / 3, 1f / 3, 1f / 3, 1f / 3}, Offset.offset(1e-6f));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void sameThreadsGiveTheSameBits(int threads) {
        Network network = network(GREY, "4c3s2p1-p2u-6c2-10", true);
        float[] once = gradient(network, threads);
        assertThat(gradient(network, threads)).isEqualTo(once);
        assertThat(once).containsExactly(gradient(network, 1), Offset.offset(1e-3f));
    }

    private static float[] gradient(Network network, int threads) {
        float[] gradient = new float[network.dimension()];
        try (ThreadTeam team = ThreadTeam.of(threads)) {
            Propagation propagation = new Propagation(network.layers(), ROWS, true, team);
            propagation.setInput(numbers(network.dimension()), numbers(ROWS * network.visible()), ROWS);
            step(team, propagation, VectorSink.into(gradient));
        }
        return gradient;
    }

    private static void step(ThreadTeam team, Propagation propagation, VectorSink sink) {
        team.run((part, parts) -> {
            propagation.forward(part);
            if (part == 0) {
                System.arraycopy(propagation.output(), 0, propagation.outputDelta(), 0, propagation.output().length);
            }
            team.barrier();
            propagation.backward(part, Propagation.OutputGradient.NONE, sink);
        });
    }

    @Test
    void allocatesNothingInAStep() {
        Network network = network(GREY, "4c3s2p1-p2u-6c2-p2-10", true);
        float[] parameters = numbers(network.dimension());
        float[] x = numbers(ROWS * network.visible());
        VectorSink sink = VectorSink.into(new float[network.dimension()]);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (ThreadTeam team = ThreadTeam.of(1)) {
            Propagation propagation = new Propagation(network.layers(), ROWS, true, team);
            ThreadTeam.Task task = (part, parts) -> {
                propagation.forward(part);
                propagation.backward(part, Propagation.OutputGradient.NONE, sink);
            };
            long[] allocated = new long[20];
            for (int i = 0; i < allocated.length; i++) {
                long before =
                        threads.getThreadAllocatedBytes(Thread.currentThread().getId());
                propagation.setInput(parameters, x, ROWS);
                team.run(task);
                allocated[i] =
                        threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            }
            assertThat(Arrays.stream(allocated).min()).hasValue(0);
        }
    }

    private static float[] numbers(int count) {
        SplittableRandom random = new SplittableRandom(count);
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) (0.3 * random.nextGaussian());
        }
        return numbers;
    }
}
