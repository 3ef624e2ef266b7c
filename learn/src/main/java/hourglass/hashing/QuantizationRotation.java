package hourglass.hashing;

import hourglass.data.Matrix;
import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.NearestRotation;
import hourglass.matrix.ThreadTeam;
import java.util.ArrayList;
import java.util.List;

/**
 * The rotation R that brings rows V nearest to the corners of the cube: |B - V R|<sup>2</sup> falls by turns over the signs B = sgn(V R) and
 * over R, an orthogonal Procrustes problem (Y. Gong, S. Lazebnik, CVPR 2011, equations 2 to 4).
 *
 * @param rotation row-major, as many rows and columns as V has columns
 * @param losses |B - V R|<sup>2</sup> before each change of R, divided by the number of rows
 */
record QuantizationRotation(float[] rotation, List<Double> losses) {
    /** Rows whose products are summed in single precision. */
    private static final int CHUNK = 256;

    /**
     * @param v rows, as many columns as bits
     * @param start an orthogonal matrix
     */
    static QuantizationRotation fit(Matrix v, float[] start, int iterations, ThreadTeam team) {
        float[] rotation = start;
        List<Double> losses = new ArrayList<>();
        for (int i = 0; i < iterations; i++) {
            Sums sums = sums(v, rotation, team);
            losses.add(sums.loss / v.count());
            rotation = NearestRotation.of(sums.products, v.columns());
        }
        return new QuantizationRotation(rotation, losses);
    }

    /** One thread's sums: V'B, and the loss. */
    private static final class Sums {
        private final double[] products;
        private double loss;

        Sums(int bits) {
            products = new double[Math.multiplyExact(bits, bits)];
        }

        void add(Matrix v, int from, int count, float[] rotation, float[] signs, float[] product) {
            int bits = v.columns();
            int at = from * bits;
            Blas.multiply(count, bits, bits, v.values(), at, bits, rotation, 0, bits, 0, signs, 0, bits);
            for (int i = 0; i < count * bits; i++) {
                float sign = signs[i] > 0 ? 1 : -1;
                loss += ((double) sign - signs[i]) * (sign - signs[i]);
                signs[i] = sign;
            }
            Blas.transposedMultiply(bits, bits, count, v.values(), at, bits, signs, 0, bits, 0, product, 0, bits);
            for (int i = 0; i < product.length; i++) {
                products[i] += product[i];
            }
        }

        void add(Sums other) {
            loss += other.loss;
            for (int i = 0; i < products.length; i++) {
                products[i] += other.products[i];
            }
        }
    }

    private static Sums sums(Matrix v, float[] rotation, ThreadTeam team) {
        int bits = v.columns();
        Sums[] sums = new Sums[team.size()];
        team.run((part, parts) -> {
            sums[part] = new Sums(bits);
            float[] signs = new float[CHUNK * bits];
            float[] product = new float[bits * bits];
            int end = Block.start(v.count(), part + 1, parts);
            for (int from = Block.start(v.count(), part, parts); from < end; from += CHUNK) {
                sums[part].add(v, from, Math.min(CHUNK, end - from), rotation, signs, product);
            }
        });
        for (int part = 1; part < sums.length; part++) {
            sums[0].add(sums[part]);
        }
        return sums[0];
    }
}
