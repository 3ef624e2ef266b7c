package hourglass.codes;

/**
 * What a search by multi-index hashing may cost before a scan is the cheaper way. The unit is comparing one long in a
 * scan, about a nanosecond.
 *
 * @param scan what a scan costs
 * @param reach the largest distance to which the tables take at most half of a scan if codes are uniformly random
 */
record SearchCost(long scan, int reach) {
    /** A shell begun. */
    static final int SHELL = 150;
    /** An address looked up. */
    static final int ADDRESS = 15;
    /** A sketch compared. */
    static final int SKETCH = 4;
    /** A code compared. */
    static final int CODE = 50;

    static SearchCost of(int bits, int count, int tables) {
        long scan = (long) count * BinaryCodes.words(bits);
        double cost = 0;
        double near = 0;
        int reach = -1;
        while (cost <= scan / 2.0 && reach < bits) {
            reach++;
            int part = Substring.bits(bits, tables, reach % tables);
            double items = (double) count / (1 << part);
            near = near + Sketches.share(reach);
            cost += SHELL + HammingBall.surface(part, reach / tables) * (ADDRESS + items * (SKETCH + near * CODE));
        }
        return new SearchCost(scan, reach - 1);
    }

    /** The least to be spent before the farthest possible answer lies within reach: the answers' codes are compared. */
    long least(Collector collector) {
        return collector.bound() <= reach ? 0 : (long) CODE * collector.wanted();
    }

    /**
     * The most to be spent on the tables, given the distance of the farthest possible answer: half of a scan if that lies
     * within reach. Else a twentieth: it may come nearer, and if not, little is lost.
     */
    long most(int bound) {
        return bound <= reach ? scan / 2 : scan / 20;
    }
}
