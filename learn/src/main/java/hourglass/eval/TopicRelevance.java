package hourglass.eval;

import java.util.Arrays;

/** Topics in common, counted by lists of the items of each topic. */
final class TopicRelevance implements Relevance {
    private final int[][] queries;
    private final int[] itemTopics;
    private final int[][] lists;
    private final TopicAgreement agreement;

    TopicRelevance(int[][] queries, int[][] items, TopicAgreement agreement) {
        this.queries = Arrays.stream(queries).map(int[]::clone).toArray(int[][]::new);
        this.itemTopics = Arrays.stream(items).mapToInt(topics -> topics.length).toArray();
        this.lists = lists(items);
        this.agreement = agreement;
    }

    private static int[][] lists(int[][] items) {
        int topics = Arrays.stream(items).flatMapToInt(Arrays::stream).max().orElse(-1) + 1;
        int[] counts = new int[topics];
        Arrays.stream(items).flatMapToInt(Arrays::stream).forEach(topic -> counts[topic]++);
        int[][] lists = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
        for (int item = items.length - 1; item >= 0; item--) {
            for (int topic : items[item]) {
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
            if (topic < lists.length) {
                for (int item : lists[topic]) {
                    relevance[item]++;
                }
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
