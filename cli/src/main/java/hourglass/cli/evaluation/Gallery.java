package hourglass.cli.evaluation;

import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.decomposition.PrincipalComponents;
import hourglass.decomposition.UnrolledCoder;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.model.Model;
import hourglass.model.Rbm;
import hourglass.persistence.FittedModel;
import hourglass.picture.Comparison;
import hourglass.picture.Filters;
import hourglass.picture.TileLayout;
import hourglass.picture.Tiles;
import hourglass.random.Seeds;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a model of images looks like.
 *
 * @param saved the model
 * @param shape of its images
 * @param team the threads that share the work
 */
public record Gallery(FittedModel saved, ImageShape shape, ThreadTeam team) {
    private static final int FILTERS = 100;
    private static final int ITEMS = 20;
    private static final int SAMPLES = 100;
    /** Codes that the distribution of codes is taken from. */
    private static final int CODES = 1000;

    /** What the units of the first layer respond to, those with the largest weights. */
    public BufferedImage filters() {
        return Filters.picture(saved.bareModel(), shape);
    }

    /** Whether its units have weights as large as an item. */
    public boolean hasFilters() {
        return Filters.areIn(saved.bareModel());
    }

    /** Whether the first layer is one that starts from principal components by default, each unit a mixture of them. */
    boolean mixesComponents() {
        return Filters.mixComponents(saved.bareModel());
    }

    /** Items, their reconstructions and those by principal components, one row under the other. */
    public Comparison comparison(Rows rows, @Nullable PrincipalComponents components) {
        float[] items = first(rows, ITEMS);
        List<Comparison.Row> ways = new ArrayList<>();
        ways.add(new Comparison.Row("data", items));
        ways.add(new Comparison.Row(
                name(saved.bareModel()),
                saved.reconstruct(Rows.of(items, saved.bareModel().visible()), team)
                        .values()));
        if (components != null) {
            float[] transformed = items.clone();
            int count = items.length / shape.size();
            saved.transform().apply(transformed, 0, count);
            float[] linear = components.decode(components.encode(transformed, team), team);
            saved.transform().invert(linear, 0, count);
            ways.add(new Comparison.Row("PCA", linear));
        }
        String caption = "Data, and their reconstructions from codes of %d numbers."
                .formatted(saved.bareModel().codeSize());
        return new Comparison(ways, shape, TileLayout.ofImages(), caption);
    }

    private static String name(Model model) {
        if (model instanceof Autoencoder autoencoder) {
            long fitted = autoencoder.network().layers().stream()
                    .filter(layer -> layer.biasCount() > 0)
                    .count();
            return fitted > 2 ? "deep" : "autoencoder";
        }
        if (model instanceof UnrolledCoder) {
            return "sparse coder";
        }
        return model instanceof Rbm ? "RBM" : "PCA";
    }

    /**
     * What each number of the code represents, the one that varies most first: the image decoded from the mean code with
     * this number one standard deviation higher, less that with it one lower.
     */
    public BufferedImage codeUnits(Rows rows) {
        float[] codes = saved.encode(
                        Rows.of(first(rows, CODES), saved.bareModel().visible()), team)
                .values();
        int units = saved.bareModel().codeSize();
        double[] means = new double[units];
        double[] deviations = new double[units];
        moments(codes, means, deviations);
        int[] order = IntStream.range(0, units)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer unit) -> -deviations[unit]))
                .limit(FILTERS)
                .mapToInt(Integer::intValue)
                .toArray();
        float[] higher = saved.decode(Rows.of(moved(order, means, deviations, 1), units), team)
                .values();
        float[] lower = saved.decode(Rows.of(moved(order, means, deviations, -1), units), team)
                .values();
        for (int i = 0; i < higher.length; i++) {
            higher[i] -= lower[i];
        }
        return Tiles.of(higher, shape, TileLayout.ofFilters());
    }

    private static void moments(float[] codes, double[] means, double[] deviations) {
        int units = means.length;
        double count = codes.length / (double) units;
        for (int i = 0; i < codes.length; i++) {
            means[i % units] += codes[i] / count;
        }
        for (int i = 0; i < codes.length; i++) {
            double difference = codes[i] - means[i % units];
            deviations[i % units] += difference * difference / count;
        }
        Arrays.setAll(deviations, unit -> Math.sqrt(deviations[unit]));
    }

    /** The mean code once for each unit, in which this unit is moved by so many standard deviations. */
    private static float[] moved(int[] order, double[] means, double[] deviations, int by) {
        int units = means.length;
        float[] codes = new float[order.length * units];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (float) means[i % units];
        }
        for (int row = 0; row < order.length; row++) {
            codes[row * units + order[row]] += (float) (by * deviations[order[row]]);
        }
        return codes;
    }

    /** Images decoded from codes drawn from the normal distribution that fits the codes of given data. */
    public BufferedImage samples(Rows rows, long seed) {
        float[] codes = saved.encode(
                        Rows.of(first(rows, CODES), saved.bareModel().visible()), team)
                .values();
        float[] drawn = drawn(codes, saved.bareModel().codeSize(), Seeds.random(seed));
        return Tiles.of(
                saved.decode(Rows.of(drawn, saved.bareModel().codeSize()), team).values(),
                shape,
                TileLayout.ofImages());
    }

    /**
     * Draws codes with the mean and covariance of given ones: the mean, plus the deviations from it, each times a normal
     * number. A unit stays within its range.
     */
    private static float[] drawn(float[] codes, int units, SplittableRandom random) {
        int count = codes.length / units;
        float[] drawn = new float[SAMPLES * units];
        double[] factors = new double[count];
        for (int sample = 0; sample < SAMPLES; sample++) {
            Arrays.setAll(factors, i -> random.nextGaussian() / Math.sqrt(count));
            for (int unit = 0; unit < units; unit++) {
                drawn[sample * units + unit] = drawn(codes, units, unit, factors);
            }
        }
        return drawn;
    }

    private static float drawn(float[] codes, int units, int unit, double[] factors) {
        double mean = 0;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (int at = unit; at < codes.length; at += units) {
            mean += codes[at] / (double) factors.length;
            least = Math.min(least, codes[at]);
            greatest = Math.max(greatest, codes[at]);
        }
        double value = mean;
        for (int i = 0; i < factors.length; i++) {
            value += factors[i] * (codes[i * units + unit] - mean);
        }
        return (float) Math.max(least, Math.min(greatest, value));
    }

    private static float[] first(Rows rows, int most) {
        return rows.slice(0, Math.min(most, rows.count())).toArray();
    }
}
