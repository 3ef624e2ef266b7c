package hourglass.codes;

/** Where a search tells of the items that it meets. */
@FunctionalInterface
interface Hits {
    void add(int item, int distance);
}
