package hourglass.bench;

import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The least that a step takes on this BLAS: its matrix products alone, each split over the threads by whichever of rows
 * and columns is faster, then one streaming pass that reads and writes parameters and optimiser state and reads the
 * gradient. No activation, no loss, no bias.
 */
final class Limit implements TimedStep, ThreadTeam.Task {
    private static final int TRIALS = 5;

    private final List<Product> products;
    private final boolean[] byRows;
    private final float[][][] factors;
    /** The weights of each layer, then their gradient, then the optimiser's state of them. */
    private final float[][][] streams;

    private final ThreadTeam team;

    Limit(Case one, ThreadTeam team) {
        this.team = team;
        products = one.products();
        Map<String, float[]> matrices = matrices(products);
        factors = products.stream()
                .map(p -> new float[][] {matrices.get(p.a()), matrices.get(p.b()), matrices.get(p.c())})
                .toArray(float[][][]::new);
        streams = matrices.keySet().stream()
                .filter(name -> name.startsWith("w"))
                .map(name -> stream(matrices, name, one.rule().states))
                .toArray(float[][][]::new);
        byRows = new boolean[products.size()];
        for (int i = 0; i < byRows.length; i++) {
            byRows[i] = nanos(i, true) < nanos(i, false);
        }
    }

    private static Map<String, float[]> matrices(List<Product> products) {
        Map<String, float[]> matrices = new HashMap<>();
        for (Product p : products) {
            put(matrices, p.a(), p.m() * p.k());
            put(matrices, p.b(), p.k() * p.n());
            put(matrices, p.c(), p.m() * p.n());
        }
        return matrices;
    }

    private static void put(Map<String, float[]> matrices, String name, int size) {
        matrices.merge(name, new float[size], (old, now) -> old.length < now.length ? now : old);
    }

    private static float[][] stream(Map<String, float[]> matrices, String weights, int states) {
        float[][] stream = new float[2 + states][];
        stream[0] = matrices.get(weights);
        stream[1] = matrices.get("g" + weights.substring(1));
        for (int i = 0; i < states; i++) {
            stream[2 + i] = new float[stream[0].length];
        }
        return stream;
    }

    private long nanos(int product, boolean rows) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIALS; i++) {
            long start = System.nanoTime();
            team.run((part, parts) -> run(product, rows, part, parts));
            best = Math.min(best, System.nanoTime() - start);
        }
        return best;
    }

    private void run(int product, boolean rows, int part, int parts) {
        float[][] f = factors[product];
        products.get(product).run(f[0], f[1], f[2], rows, part, parts);
    }

    @Override
    public double run() {
        team.run(this);
        return 0;
    }

    @Override
    public void run(int part, int parts) {
        for (int i = 0; i < byRows.length; i++) {
            run(i, byRows[i], part, parts);
            team.barrier();
        }
        for (float[][] stream : streams) {
            int from = Block.start(stream[0].length, part, parts);
            int to = Block.start(stream[0].length, part + 1, parts);
            if (stream.length == 4) {
                pass(stream[0], stream[1], stream[2], stream[3], from, to);
            } else {
                pass(stream[0], stream[1], stream[2], from, to);
            }
        }
    }

    private static void pass(float[] w, float[] g, float[] v, int from, int to) {
        for (int i = from; i < to; i++) {
            v[i] += g[i];
            w[i] += v[i];
        }
    }

    private static void pass(float[] w, float[] g, float[] m, float[] v, int from, int to) {
        for (int i = from; i < to; i++) {
            m[i] += g[i];
            v[i] += m[i];
            w[i] += v[i];
        }
    }
}
