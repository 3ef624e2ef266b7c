package hourglass.anomaly;

import hourglass.matrix.Blas;
import hourglass.matrix.Block;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.EncoderDecoder;
import hourglass.network.DenseLayer;
import hourglass.network.Layer;
import hourglass.network.Network;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table as a model makes them from what groups of their columns leave, one group masked after another.
 *
 * <p>Where first and last layer are dense, a group costs its own share of their products alone: its part of the first is
 * subtracted from that of whole rows, and of the last none other is made. All groups together then cost two reconstructions, but
 * for the layers between, which do not grow with the table.
 */
final class MaskedReconstruction {
    private final EncoderDecoder model;
    private final ThreadTeam team;
    /** Which numbers of a row belong to each group. */
    private final int[][] groups;
    /** Null where the model is not such a network. */
    private final @Nullable Ends ends;

    /**
     * The outer layers of a network.
     *
     * @param inner the layers between, or null if there are none
     */
    private record Ends(DenseLayer first, @Nullable Network inner, DenseLayer last, float[] parameters) {
        @Nullable
        static Ends of(EncoderDecoder model) {
            if (!(model instanceof Autoencoder autoencoder)) {
                return null;
            }
            Network network = autoencoder.network();
            List<Layer> layers = network.layers();
            int top = layers.size() - 1;
            if (!(layers.get(0) instanceof DenseLayer first)
                    || !(layers.get(top) instanceof DenseLayer last)
                    || last.activation().needsWholeRows()) {
                return null;
            }
            Network inner = top == 1
                    ? null
                    : new Network(layers.subList(1, top), 1, network.weightCount(), network.dimension());
            return new Ends(first, inner, last, autoencoder.parameters());
        }
    }

    /** @param most so many groups, if there are more columns than that */
    MaskedReconstruction(EncoderDecoder model, ColumnLayout layout, int most, ThreadTeam team) {
        this.model = model;
        this.team = team;
        this.groups = new int[Math.min(most, layout.columns())][];
        Arrays.setAll(groups, group -> IntStream.iterate(
                        group, column -> column < layout.columns(), column -> column + groups.length)
                .flatMap(column -> IntStream.range(0, layout.widths()[column]).map(i -> layout.places()[column] + i))
                .toArray());
        this.ends = Ends.of(model);
    }

    /** Each number of rows as it follows from the other groups. */
    float[] fromTheOthers(float[] rows) {
        return ends == null ? fromWholeRows(rows) : fromParts(rows, ends);
    }

    private float[] fromWholeRows(float[] rows) {
        int width = model.visible();
        float[] made = new float[rows.length];
        for (int[] group : groups) {
            float[] masked = rows.clone();
            for (int row = 0; row < rows.length; row += width) {
                for (int i : group) {
                    masked[row + i] = 0;
                }
            }
            float[] again = model.decode(model.encode(masked, team), team);
            for (int row = 0; row < rows.length; row += width) {
                for (int i : group) {
                    made[row + i] = again[row + i];
                }
            }
        }
        return made;
    }

    private float[] fromParts(float[] rows, Ends ends) {
        DenseLayer first = ends.first;
        DenseLayer last = ends.last;
        int width = first.inputs();
        int units = first.outputs();
        int count = rows.length / width;
        int most = groups[0].length;
        for (int[] group : groups) {
            most = Math.max(most, group.length);
        }
        float[] whole = new float[count * units];
        cut(
                count,
                (from, height) -> Blas.multiply(
                        height,
                        units,
                        width,
                        rows,
                        from * width,
                        width,
                        ends.parameters,
                        first.weightOffset(),
                        units,
                        0,
                        whole,
                        from * units,
                        units));
        float[] made = new float[rows.length];
        float[] hidden = new float[count * units];
        float[] part = new float[count * most];
        float[] weights = new float[most * Math.max(units, last.inputs())];
        float[] biases = new float[most];
        for (int[] group : groups) {
            System.arraycopy(whole, 0, hidden, 0, whole.length);
            gatherFirst(first, ends.parameters, group, weights);
            cut(count, (from, height) -> subtract(rows, group, weights, hidden, part, ends, from, height));
            float[] top = ends.inner == null ? hidden : ends.inner.output(ends.parameters, hidden, team);
            gatherLast(last, ends.parameters, group, weights, biases);
            cut(count, (from, height) -> make(top, group, weights, biases, part, last, made, from, height));
        }
        return made;
    }

    /** Some rows of the first layer's output without a group of inputs. */
    private static void subtract(
            float[] rows, int[] group, float[] weights, float[] hidden, float[] part, Ends ends, int from, int height) {
        int width = ends.first.inputs();
        int units = ends.first.outputs();
        int size = group.length;
        for (int row = from; row < from + height; row++) {
            for (int i = 0; i < size; i++) {
                part[row * size + i] = -rows[row * width + group[i]];
            }
        }
        Blas.multiply(height, units, size, part, from * size, size, weights, 0, units, 1, hidden, from * units, units);
        for (int row = from; row < from + height; row++) {
            ends.first.activation().apply(hidden, row * units, units, ends.parameters, ends.first.biasOffset());
        }
    }

    /** Some rows of a group of the last layer's outputs. */
    private static void make(
            float[] top,
            int[] group,
            float[] weights,
            float[] biases,
            float[] part,
            DenseLayer last,
            float[] made,
            int from,
            int height) {
        int units = last.inputs();
        int size = group.length;
        Blas.multiplyTransposed(
                height, size, units, top, from * units, units, weights, 0, units, 0, part, from * size, size);
        for (int row = from; row < from + height; row++) {
            last.activation().apply(part, row * size, size, biases, 0);
            for (int i = 0; i < size; i++) {
                made[row * last.outputs() + group[i]] = part[row * size + i];
            }
        }
    }

    /** The weights of a group of inputs: a row for each. */
    private static void gatherFirst(DenseLayer first, float[] parameters, int[] group, float[] weights) {
        int units = first.outputs();
        for (int i = 0; i < group.length; i++) {
            System.arraycopy(parameters, first.weightOffset() + group[i] * units, weights, i * units, units);
        }
    }

    /** The weights and biases of a group of outputs: a row for each. */
    private static void gatherLast(DenseLayer last, float[] parameters, int[] group, float[] weights, float[] biases) {
        int units = last.inputs();
        for (int i = 0; i < group.length; i++) {
            biases[i] = parameters[last.biasOffset() + group[i]];
            if (last.transposed()) {
                System.arraycopy(parameters, last.weightOffset() + group[i] * units, weights, i * units, units);
            }
        }
        // Row by row of the weights, as they lie in memory.
        for (int unit = 0; !last.transposed() && unit < units; unit++) {
            int at = last.weightOffset() + unit * last.outputs();
            for (int i = 0; i < group.length; i++) {
                weights[i * units + unit] = parameters[at + group[i]];
            }
        }
    }

    /** Some rows, from one on. */
    @FunctionalInterface
    private interface Stretch {
        void run(int from, int height);
    }

    /** Shares rows among the threads. */
    private void cut(int count, Stretch stretch) {
        team.run((part, parts) -> {
            int from = Block.start(count, part, parts);
            int height = Block.start(count, part + 1, parts) - from;
            if (height > 0) {
                stretch.run(from, height);
            }
        });
    }
}
