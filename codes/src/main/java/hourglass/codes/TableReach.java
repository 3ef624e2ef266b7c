package hourglass.codes;

import java.util.Arrays;

/**
 * Whether the tables of {@link MultiIndexHashing} pay for some codes: they do where the neighbours are nearer than the
 * distance at which visiting the tables takes half of a scan. A few of the codes are searched for to find out.
 *
 * @param bits the length of the codes
 * @param count how many codes there are
 * @param reach the largest distance at which tables pay, if codes are uniformly random; -1 if at none
 * @param neighbor the distance of the tenth neighbour of a code in the median, or of the farthest if there are fewer
 */
public record TableReach(int bits, int count, int reach, int neighbor) {
    private static final int SAMPLE = 32;
    private static final int NEIGHBORS = 10;

    /** Searches for a sample of the codes by a scan. */
    public static TableReach of(BinaryCodes codes) {
        int reach = SearchCost.of(
                        codes.bits(), codes.count(), MultiIndexHashing.substrings(codes.bits(), codes.count()))
                .reach();
        int[] distances = new int[Math.min(SAMPLE, codes.count())];
        BinaryCodesBuilder sample = BinaryCodes.builder(codes.bits());
        for (int i = 0; i < distances.length; i++) {
            sample.add(codes.code((int) ((long) i * codes.count() / distances.length)));
        }
        // One more than the neighbours, for a code finds itself.
        Neighbors[] found = LinearScan.of(codes).nearest(sample.build(), NEIGHBORS + 1, 1);
        Arrays.setAll(distances, i -> found[i].distance(found[i].count() - 1));
        Arrays.sort(distances);
        return new TableReach(
                codes.bits(), codes.count(), reach, distances.length == 0 ? 0 : distances[distances.length / 2]);
    }

    /** Whether tables answer faster than a scan. */
    public boolean pays() {
        return neighbor <= reach;
    }

    /** One line for a user. */
    public String statement() {
        return "among %,d codes of %,d bits tables pay up to distance %d, and the tenth neighbour lies at %d: %s"
                .formatted(count, bits, reach, neighbor, pays() ? "tables are faster" : "a scan is as fast");
    }
}
