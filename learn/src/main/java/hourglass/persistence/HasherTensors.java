package hourglass.persistence;

import hourglass.data.safetensors.Tensor;
import hourglass.decomposition.PrincipalComponents;
import hourglass.hashing.Hasher;
import hourglass.hashing.KernelHasher;
import hourglass.hashing.LinearHasher;
import hourglass.hashing.SignHasher;
import hourglass.hashing.SpectralHasher;
import java.util.List;

/** The numbers of hashers as named tensors. */
final class HasherTensors {
    private static final String MEAN = "mean";
    private static final String DIRECTIONS = "directions";
    private static final String COMPONENTS = "components";
    private static final String VARIANCES = "variances";
    private static final String MINIMA = "minima";
    private static final String FREQUENCIES = "frequencies";
    private static final String ANCHORS = "anchors";
    private static final String WEIGHTS = "weights";
    private static final String OFFSETS = "offsets";

    private HasherTensors() {}

    static List<Tensor> of(Hasher hasher) {
        if (hasher instanceof SignHasher sign) {
            return List.of(Tensor.vector(MEAN, sign.mean()));
        }
        if (hasher instanceof LinearHasher linear) {
            return List.of(
                    Tensor.vector(MEAN, linear.mean()),
                    new Tensor(DIRECTIONS, List.of(linear.codeSize(), linear.visible()), linear.directions(), 0));
        }
        if (hasher instanceof SpectralHasher spectral) {
            PrincipalComponents pca = spectral.components();
            return List.of(
                    Tensor.vector(MEAN, pca.mean()),
                    new Tensor(COMPONENTS, List.of(pca.codeSize(), pca.visible()), pca.components(), 0),
                    Tensor.vector(VARIANCES, pca.variances()),
                    Tensor.vector(MINIMA, spectral.minima()),
                    Tensor.vector(FREQUENCIES, spectral.frequencies()));
        }
        KernelHasher kernel = (KernelHasher) hasher;
        return List.of(
                new Tensor(ANCHORS, List.of(kernel.anchorCount(), kernel.visible()), kernel.anchors(), 0),
                new Tensor(WEIGHTS, List.of(kernel.codeSize(), kernel.anchorCount()), kernel.weights(), 0),
                Tensor.vector(OFFSETS, kernel.offsets()));
    }

    static Hasher read(HasherConfig config, TensorReader tensors) {
        int visible = config.visible();
        int bits = config.codeSize();
        if (config instanceof HasherConfig.Sign) {
            return new SignHasher(tensors.read(MEAN, visible));
        }
        if (config instanceof HasherConfig.Hyperplanes) {
            return new LinearHasher(tensors.read(MEAN, visible), tensors.read(DIRECTIONS, bits, visible));
        }
        if (config instanceof HasherConfig.Spectral spectral) {
            int most = spectral.components();
            PrincipalComponents components = new PrincipalComponents(
                    tensors.read(MEAN, visible),
                    tensors.read(COMPONENTS, most, visible),
                    tensors.read(VARIANCES, most),
                    spectral.totalVariance());
            return new SpectralHasher(
                    components, tensors.read(MINIMA, most), spectral.axes(), tensors.read(FREQUENCIES, bits));
        }
        HasherConfig.Kernel kernel = (HasherConfig.Kernel) config;
        return new KernelHasher(
                visible,
                tensors.read(ANCHORS, kernel.anchors(), visible),
                tensors.read(WEIGHTS, bits, kernel.anchors()),
                tensors.read(OFFSETS, bits),
                kernel.gamma());
    }
}
