package hourglass.persistence;

import hourglass.hashing.Hasher;
import hourglass.hashing.KernelHasher;
import hourglass.hashing.LinearHasher;
import hourglass.hashing.SignHasher;
import hourglass.hashing.SpectralHasher;
import java.util.List;

/** A {@link Hasher} but for its numbers. */
public sealed interface HasherConfig extends ModelConfig {
    /** That of a hasher. */
    static HasherConfig of(Hasher hasher) {
        if (hasher instanceof SignHasher sign) {
            return new Sign(sign.visible());
        }
        if (hasher instanceof LinearHasher linear) {
            return new Hyperplanes(linear.visible(), linear.codeSize());
        }
        if (hasher instanceof SpectralHasher spectral) {
            return new Spectral(
                    spectral.visible(),
                    spectral.components().codeSize(),
                    spectral.components().totalVariance(),
                    spectral.axes());
        }
        KernelHasher kernel = (KernelHasher) hasher;
        return new Kernel(kernel.visible(), kernel.anchorCount(), kernel.codeSize(), kernel.gamma());
    }

    private static void check(int... sizes) {
        for (int size : sizes) {
            if (size < 1) {
                throw new IllegalArgumentException("a size of a hasher cannot be " + size);
            }
        }
    }

    /** A {@link SignHasher}. */
    record Sign(int visible) implements HasherConfig {
        public Sign {
            check(visible);
        }

        @Override
        public int codeSize() {
            return visible;
        }

        @Override
        public int dimension() {
            return visible;
        }
    }

    /** A {@link LinearHasher}. */
    record Hyperplanes(int visible, int codeSize) implements HasherConfig {
        public Hyperplanes {
            check(visible, codeSize);
        }

        @Override
        public int dimension() {
            return Math.multiplyExact(visible, Math.addExact(codeSize, 1));
        }
    }

    /**
     * A {@link SpectralHasher}.
     *
     * @param components how many there are
     * @param totalVariance of the data, in the components and out of them
     * @param axes the component of each bit
     */
    record Spectral(int visible, int components, double totalVariance, List<Integer> axes) implements HasherConfig {
        public Spectral {
            axes = List.copyOf(axes);
            check(visible, components, axes.size());
            if (!Double.isFinite(totalVariance)) {
                throw new IllegalArgumentException("the total variance cannot be " + totalVariance);
            }
        }

        @Override
        public int codeSize() {
            return axes.size();
        }

        /** Of the mean, the components, their variances and minima, and the frequencies. */
        @Override
        public int dimension() {
            int ofComponents = Math.multiplyExact(components, Math.addExact(visible, 2));
            return Math.addExact(Math.addExact(ofComponents, visible), axes.size());
        }
    }

    /**
     * A {@link KernelHasher}.
     *
     * @param anchors how many there are
     * @param gamma of the kernel
     */
    record Kernel(int visible, int anchors, int codeSize, double gamma) implements HasherConfig {
        public Kernel {
            check(visible, anchors, codeSize);
        }

        @Override
        public int dimension() {
            int weights = Math.multiplyExact(codeSize, Math.addExact(anchors, 1));
            return Math.addExact(Math.multiplyExact(anchors, visible), weights);
        }
    }
}
