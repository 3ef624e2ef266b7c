package hourglass.data.generated;

import hourglass.data.table.Table;
import hourglass.random.Seeds;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A forester's list of trees that nobody measured: numbers and categories that depend on each other, so that most of a
 * row can be predicted from the rest of it.
 *
 * <p>The species depends on the soil; the height on species and age (a curve of saturation), the girth on age, soil and
 * species, the crown on girth and species, each with some normal noise. In odd rows one of species, height and girth is
 * that of another tree.
 */
public final class Trees {
    private static final List<String> COLUMNS = List.of("species", "soil", "age", "height", "girth", "crown", "odd");
    private static final List<String> SPECIES = List.of("beech", "birch", "oak", "pine");
    private static final List<String> SOILS = List.of("clay", "loam", "sand");
    /** Of each soil the share of the species, summed up. */
    private static final double[][] SHARES = {{0.35, 0.4, 0.95, 1}, {0.5, 0.65, 0.85, 1}, {0.05, 0.4, 0.5, 1}};
    /** Of each species the height in metres that it grows to, the years for most of it, and the girth in cm a year. */
    private static final double[][] GROWTH = {{35, 45, 2.2}, {22, 15, 1.8}, {28, 60, 2.6}, {32, 30, 1.5}};

    private static final double[] SOIL_FACTOR = {1, 1.25, 0.7};
    private static final double[] CROWN = {0.05, 0.03, 0.06, 0.025};

    private Trees() {}

    private record Tree(int species, int soil, double age, double height, double girth, double crown) {}

    /**
     * Draws trees; the same seed gives the same table.
     *
     * @param count how many
     * @param missing share of the cells that are missing, 0 to below 1; the last column, {@code odd}, always holds yes or no
     * @param odd share of odd rows, 0..1
     */
    public static Table of(int count, double missing, double odd, long seed) {
        String[][] rows = IntStream.range(0, count)
                .mapToObj(row -> row(Seeds.random(seed, row), missing, odd))
                .toArray(String[][]::new);
        return Table.of("trees, seed " + seed, COLUMNS, rows);
    }

    private static String[] row(SplittableRandom random, double missing, double odd) {
        Tree tree = draw(random);
        boolean strange = random.nextDouble() < odd;
        if (strange) {
            tree = exchanged(tree, draw(random), random.nextInt(3));
        }
        String[] row = {
            SPECIES.get(tree.species),
            SOILS.get(tree.soil),
            Long.toString(Math.round(tree.age)),
            String.format(Locale.ROOT, "%.1f", tree.height),
            Long.toString(Math.round(tree.girth)),
            String.format(Locale.ROOT, "%.1f", tree.crown),
            strange ? "yes" : "no"
        };
        for (int column = 0; column < row.length - 1; column++) {
            row[column] = random.nextDouble() < missing ? "" : row[column];
        }
        return row;
    }

    private static Tree exchanged(Tree tree, Tree other, int what) {
        return new Tree(
                what == 0 ? other.species : tree.species,
                tree.soil,
                tree.age,
                what == 1 ? other.height : tree.height,
                what == 2 ? other.girth : tree.girth,
                tree.crown);
    }

    private static Tree draw(SplittableRandom random) {
        int soil = random.nextInt(SOILS.size());
        double share = random.nextDouble();
        int species =
                (int) Arrays.stream(SHARES[soil]).filter(sum -> sum <= share).count();
        double age = 5 + 145 * random.nextDouble();
        double[] growth = GROWTH[species];
        double height = growth[0] * (1 - Math.exp(-age / growth[1])) * noise(random, 0.05);
        double girth = growth[2] * age * SOIL_FACTOR[soil] * noise(random, 0.08);
        double crown = (2 + CROWN[species] * girth) * noise(random, 0.08);
        return new Tree(species, soil, age, height, girth, crown);
    }

    private static double noise(SplittableRandom random, double deviation) {
        return Math.exp(deviation * random.nextGaussian());
    }
}
