package hourglass.eval;

import hourglass.data.LabelSets;
import java.util.Arrays;

/** Topics in common, counted by lists of the items of each topic. */
final class TopicRelevance implements Relevance {
    private final int[][] queries;
    private final int[] itemTopics;
    private final int[][] lists;
    private final TopicAgreement agreement;

    TopicRelevance(LabelSets queries, LabelSets items, TopicAgreement agreement) {
        if (!queries.names().equals(items.names())) {
            throw new IllegalArgumentException("queries have %d topics, items %d, which are not the same"
                    .formatted(queries.names().size(), items.names().size()));
        }
        this.queries = queries.sets();
        this.itemTopics =
                Arrays.stream(items.sets()).mapToInt(topics -> topics.length).toArray();
        this.lists = lists(items);
        this.agreement = agreement;
    }

    private static int[][] lists(LabelSets items) {
        int[] counts = new int[items.names().size()];
        Arrays.stream(items.sets()).flatMapToInt(Arrays::stream).forEach(topic -> counts[topic]++);
        int[][] lists = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
        for (int item = items.count() - 1; item >= 0; item--) {
            for (int topic : items.sets()[item]) {
                lists[topic][--counts[topic]] = item;
            }
        }
        return lists;
    }

    @Override
    public int queries() {
        return queries.length;
    }

    @Override
    public int items() {
        return itemTopics.length;
    }

    @Override
    public void of(int query, float[] relevance) {
        Arrays.fill(relevance, 0, itemTopics.length, 0f);
        for (int topic : queries[query]) {
            for (int item : lists[topic]) {
                relevance[item]++;
            }
        }
        for (int item = 0; item < itemTopics.length; item++) {
            int common = (int) relevance[item];
            if (common > 0) {
                relevance[item] = (float) agreement.of(common, queries[query].length, itemTopics[item]);
            }
        }
    }
}
