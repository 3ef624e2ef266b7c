package hourglass.eval;

/**
 * Relevance that is given.
 *
 * @param table a row for each query
 */
record Grades(float[][] table) implements Relevance {
    static Grades of(float... ofOneQuery) {
        return new Grades(new float[][] {ofOneQuery});
    }

    @Override
    public int queries() {
        return table.length;
    }

    @Override
    public int items() {
        return table[0].length;
    }

    @Override
    public void of(int query, float[] relevance) {
        System.arraycopy(table[query], 0, relevance, 0, items());
    }
}
