package hourglass.model;

import hourglass.data.Rows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.hashing.BinaryReconstructiveEmbeddings;
import hourglass.hashing.IterativeQuantization;
import hourglass.hashing.SignHashing;
import hourglass.hashing.SpectralHashing;
import hourglass.network.Activation;
import hourglass.network.LayerSpec;
import hourglass.network.MapShape;
import hourglass.network.Network;
import hourglass.random.Seeds;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;

/** {@link ModelContract} for every model. */
class ModelContractTest {
    private static float[] random(int size) {
        SplittableRandom random = Seeds.random(1);
        float[] numbers = new float[size];
        for (int i = 0; i < size; i++) {
            numbers[i] = (float) (0.3 * random.nextGaussian());
        }
        return numbers;
    }

    private static Rbm rbm(Units visible) {
        RbmShape shape = new RbmShape(9, 4, visible, Units.BERNOULLI);
        return new Rbm(shape, random(shape.dimension()));
    }

    @Nested
    class OfAnAutoencoder implements ModelContract {
        @Override
        public Model model() {
            Network network =
                    Network.autoencoder(List.of(9, 6, 3), Activation.RELU, Activation.LINEAR, Activation.SIGMOID, true);
            return new Autoencoder(network, random(network.dimension()));
        }
    }

    @Nested
    class OfAConvolutionalAutoencoder implements ModelContract {
        @Override
        public Model model() {
            Network network = Network.autoencoder(
                    new MapShape(8, 8, 1),
                    LayerSpec.parse("3c3-p2-5"),
                    Activation.RELU,
                    Activation.LINEAR,
                    Activation.LINEAR,
                    true);
            return new Autoencoder(network, random(network.dimension()));
        }
    }

    @Nested
    class OfAClassifier implements ModelContract {
        @Override
        public Model model() {
            Network network = Classifier.network(List.of(9, 6), Activation.TANH, 2);
            return new Classifier(network, random(network.dimension()), List.of("yes", "no"));
        }
    }

    @Nested
    class OfAnEncoder implements ModelContract {
        @Override
        public Model model() {
            Network network = Network.encoder(
                    new MapShape(6, 6, 1), LayerSpec.parse("3c3-p2-5"), Activation.RELU, Activation.LINEAR);
            return new Encoder(network, random(network.dimension()));
        }
    }

    @Nested
    class OfAnRbm implements ModelContract {
        @Override
        public Model model() {
            return rbm(Units.BERNOULLI);
        }
    }

    @Nested
    class OfAReplicatedSoftmax implements ModelContract {
        @Override
        public Model model() {
            return rbm(Units.REPLICATED_SOFTMAX);
        }
    }

    @Nested
    class OfPrincipalComponents implements ModelContract {
        @Override
        public Model model() {
            return PrincipalComponents.fit(Rows.of(random(20 * 9), 9), 4);
        }
    }

    @Nested
    class OfASignHasher implements ModelContract {
        @Override
        public Model model() {
            return SignHashing.ofCentred().fit(Rows.of(random(20 * 9), 9));
        }
    }

    @Nested
    class OfALinearHasher implements ModelContract {
        @Override
        public Model model() {
            return IterativeQuantization.of(4).fit(Rows.of(random(20 * 9), 9));
        }
    }

    @Nested
    class OfASpectralHasher implements ModelContract {
        @Override
        public Model model() {
            return SpectralHashing.of(12).fit(Rows.of(random(20 * 9), 9));
        }
    }

    @Nested
    class OfAKernelHasher implements ModelContract {
        @Override
        public Model model() {
            return BinaryReconstructiveEmbeddings.of(5).fit(Rows.of(random(20 * 9), 9));
        }
    }
}
