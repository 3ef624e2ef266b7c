package hourglass.codes;

/** Receives the items that a search meets. */
@FunctionalInterface
interface Hits {
    void add(int item, int distance);
}
