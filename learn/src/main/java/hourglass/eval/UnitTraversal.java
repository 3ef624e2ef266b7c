package hourglass.eval;

import hourglass.data.ImageShape;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What single units of a code stand for: each is moved over its range, the others held, the codes are decoded, and it is measured
 * what has changed in the items (after R. Salakhutdinov, G. E. Hinton, AISTATS 2007, figure 5, where one unit turns a 3 into a 5
 * and another changes strokes alone).
 *
 * <p>A decoded item is encoded again and takes the class that its nearest neighbours among the codes of the data have, so that a
 * change of class is one that is seen in the item, not only in the code.
 */
public final class UnitTraversal {
    private static final double LOWEST = 0.02;
    private static final double HIGHEST = 0.98;
    private static final int VOTERS = 5;

    private final FittedModel model;
    private final Matrix codes;
    private final int[] labels;
    /** How many there are; 0 without labels. */
    private final int classes;

    private final @Nullable ImageShape shape;
    private final ThreadTeam team;

    /**
     * One unit's effect, averaged over the items that it was moved in.
     *
     * @param unit from 0
     * @param from the lower end of its range: the quantile 0.02 of its values over the data
     * @param to the upper end: the quantile 0.98
     * @param change the root of the mean squared change of the item from end to end
     * @param classes the share of items whose class changes along the way; NaN without classes
     * @param thickness how far the width of the strokes moves from end to end, in pixels; like the following 0 without images
     * @param slant how far their slant moves, in degrees
     * @param area how far the share of ink moves
     * @param turns which classes it turns into which others, the most frequent first; empty without classes
     */
    public record Effect(
            int unit,
            double from,
            double to,
            double change,
            double classes,
            double thickness,
            double slant,
            double area,
            List<Turn> turns) {
        public Effect {
            turns = List.copyOf(turns);
        }
    }

    /**
     * What becomes of items of one class at an end of a unit's range.
     *
     * @param from the class that they have, and keep when they are decoded unmoved
     * @param to the class that the decoded items take
     * @param items how many do
     * @param of how many such items the unit was moved in
     */
    public record Turn(int from, int to, int items, int of) {}

    /**
     * One item's way.
     *
     * @param values of the unit, or the share of the second item, at each step
     * @param items one decoded item a step
     * @param classes of each item by the vote of its neighbours, -1 without classes
     */
    public record Path(double[] values, Matrix items, int[] classes) {}

    /**
     * Encodes the data among which units range and neighbours vote.
     *
     * @param model with a decoder
     * @param data with labels, or without; then no class is voted for
     * @param team the threads that share the work
     */
    public UnitTraversal(FittedModel model, Rows data, ThreadTeam team) {
        this.model = model;
        this.team = team;
        this.shape = model.data().imageShape();
        this.codes = model.encode(data, team);
        this.labels = IntStream.range(0, data.count()).map(data::label).toArray();
        this.classes = 1 + Arrays.stream(labels).max().orElse(Rows.UNLABELLED);
    }

    /** The range of a unit over the data: its quantiles 0.02 and 0.98. */
    public double[] range(int unit) {
        double[] values = IntStream.range(0, codes.count())
                .mapToDouble(row -> codes.get(row, unit))
                .sorted()
                .toArray();
        return new double[] {quantile(values, LOWEST), quantile(values, HIGHEST)};
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    /**
     * Moves one unit of an item's code over its range.
     *
     * @param row of the data
     * @param steps at least 2
     */
    public Path along(int row, int unit, int steps) {
        return along(row, unit, range(unit), steps);
    }

    private Path along(int row, int unit, double[] range, int steps) {
        double[] values = IntStream.range(0, steps)
                .mapToDouble(step -> range[0] + (range[1] - range[0]) * step / (steps - 1))
                .toArray();
        float[] moved = new float[steps * codes.columns()];
        for (int step = 0; step < steps; step++) {
            System.arraycopy(codes.values(), row * codes.columns(), moved, step * codes.columns(), codes.columns());
            moved[step * codes.columns() + unit] = (float) values[step];
        }
        return path(values, moved);
    }

    /** Moves in a straight line from the code of one row to that of another. */
    public Path between(int row, int other, int steps) {
        double[] shares = IntStream.range(0, steps)
                .mapToDouble(step -> (double) step / (steps - 1))
                .toArray();
        float[] moved = new float[steps * codes.columns()];
        for (int step = 0; step < steps; step++) {
            for (int unit = 0; unit < codes.columns(); unit++) {
                moved[step * codes.columns() + unit] =
                        (float) ((1 - shares[step]) * codes.get(row, unit) + shares[step] * codes.get(other, unit));
            }
        }
        return path(shares, moved);
    }

    private Path path(double[] values, float[] moved) {
        Matrix items = model.decode(new Matrix(moved, codes.columns()), team);
        return new Path(values, items, classes(items));
    }

    private int[] classes(Matrix items) {
        int voters = Math.min(VOTERS, codes.count());
        return NearestNeighbors.find(codes, model.encode(items, team), voters, team)
                .vote(labels, voters);
    }

    /**
     * The effect of every unit.
     *
     * @param rows of the data in which units are moved
     * @param steps of each way, at least 2
     * @return in the order of the units
     */
    public List<Effect> effects(int[] rows, int steps) {
        List<Effect> effects = new ArrayList<>();
        for (int unit = 0; unit < codes.columns(); unit++) {
            effects.add(effect(unit, rows, steps));
        }
        return effects;
    }

    /**
     * The effect of one unit.
     *
     * @param rows of the data in which it is moved
     * @param steps of each way, at least 2
     */
    public Effect effect(int unit, int[] rows, int steps) {
        double[] range = range(unit);
        double change = 0;
        double thickness = 0;
        double slant = 0;
        double area = 0;
        int changed = 0;
        int[][] turned = new int[classes][classes];
        int[] of = new int[classes];
        int[] unmoved = classes(reconstructions(rows));
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            Path path = along(row, unit, range, steps);
            change += path.items().squaredDistance(0, path.items(), path.items().count() - 1) / rows.length;
            changed += Arrays.stream(path.classes()).distinct().count() > 1 ? 1 : 0;
            if (labels[row] != Rows.UNLABELLED && unmoved[i] == labels[row]) {
                of[labels[row]]++;
                IntStream.of(path.classes()[0], path.classes()[steps - 1])
                        .filter(end -> end >= 0)
                        .distinct()
                        .forEach(end -> turned[labels[row]][end]++);
            }
            if (shape != null) {
                StrokeMeasures first = StrokeMeasures.of(path.items().values(), 0, shape);
                StrokeMeasures last = StrokeMeasures.of(path.items().values(), (steps - 1) * shape.size(), shape);
                thickness += (last.thickness() - first.thickness()) / rows.length;
                slant += (last.slant() - first.slant()) / rows.length;
                area += (last.area() - first.area()) / rows.length;
            }
        }
        return new Effect(
                unit,
                range[0],
                range[1],
                Math.sqrt(change),
                classes > 0 ? (double) changed / rows.length : Double.NaN,
                thickness,
                slant,
                area,
                turns(turned, of));
    }

    private static List<Turn> turns(int[][] turned, int[] of) {
        List<Turn> turns = new ArrayList<>();
        for (int from = 0; from < of.length; from++) {
            for (int to = 0; to < of.length; to++) {
                if (to != from && turned[from][to] > 0) {
                    turns.add(new Turn(from, to, turned[from][to], of[from]));
                }
            }
        }
        turns.sort(Comparator.comparingInt((Turn turn) -> -turn.items()).thenComparingInt(Turn::of));
        return turns;
    }

    private Matrix reconstructions(int[] rows) {
        float[] chosen = new float[rows.length * codes.columns()];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(codes.values(), rows[i] * codes.columns(), chosen, i * codes.columns(), codes.columns());
        }
        return model.decode(new Matrix(chosen, codes.columns()), team);
    }

    /**
     * The unit that changes one thing most while the class stays, or null.
     *
     * @param effects of all units
     * @param measure of what is to change, such as {@code Effect::thickness}; its size counts
     * @param tolerated the largest share of items whose class changes
     */
    public static @Nullable Effect strongest(List<Effect> effects, ToDoubleFunction<Effect> measure, double tolerated) {
        return effects.stream()
                .filter(effect -> !(effect.classes() > tolerated))
                .max(Comparator.comparingDouble(effect -> Math.abs(measure.applyAsDouble(effect))))
                .orElse(null);
    }
}
