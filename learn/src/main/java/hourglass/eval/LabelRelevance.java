package hourglass.eval;

/** Classes that are the same or not. */
record LabelRelevance(int[] queryLabels, int[] itemLabels) implements Relevance {
    @Override
    public int queries() {
        return queryLabels.length;
    }

    @Override
    public int items() {
        return itemLabels.length;
    }

    @Override
    public void of(int query, float[] relevance) {
        int label = queryLabels[query];
        for (int item = 0; item < itemLabels.length; item++) {
            relevance[item] = label >= 0 && itemLabels[item] == label ? 1 : 0;
        }
    }
}
