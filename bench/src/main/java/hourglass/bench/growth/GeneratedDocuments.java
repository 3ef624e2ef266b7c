package hourglass.bench.growth;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/**
 * Documents as many and as long as those of RCV1-v2 (D. Lewis, Y. Yang, T. Rose, F. Li, <i>RCV1: a new benchmark collection for text
 * categorization research</i>, JMLR 5, 2004): 47,219 words by Zipf's law, log-normal lengths of about 120 words, and 103 topics, of which a
 * document has one to some and takes a third of its words from their own.
 */
final class GeneratedDocuments {
    private static final int WORDS = 47_219;
    private static final int TOPICS = 103;
    private static final int OF_TOPIC = 300;
    private static final double SHARE_OF_TOPICS = 0.35;
    /** Of the logarithm of the length. */
    private static final double MEAN = 4.6;

    private static final double DEVIATION = 0.65;

    private final Random random = new Random(1);
    private final double[] words = cumulated(WORDS);
    private final double[] topics = cumulated(TOPICS);
    private final int[][] ofTopic = new int[TOPICS][OF_TOPIC];

    GeneratedDocuments() {
        for (int[] own : ofTopic) {
            Arrays.setAll(own, i -> random.nextInt(WORDS / 4));
        }
    }

    /** Writes a file of JSON, one document a line; the first ones are those of a smaller collection. */
    void write(Path file, int documents) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (int id = 0; id < documents; id++) {
                writeLine(out, id);
            }
        }
    }

    private void writeLine(BufferedWriter out, int id) throws IOException {
        int[] has = new int[1 + random.nextInt(4)];
        Arrays.setAll(has, i -> draw(topics));
        int[] distinct = Arrays.stream(has).distinct().toArray();
        int length = (int) Math.max(5, Math.exp(MEAN + DEVIATION * random.nextGaussian()));
        out.write("{\"id\":\"" + id + "\",\"text\":\"");
        for (int i = 0; i < length; i++) {
            int topic = distinct[i % distinct.length];
            // The square prefers the first words of a topic.
            int word = random.nextDouble() < SHARE_OF_TOPICS
                    ? ofTopic[topic][(int) (OF_TOPIC * Math.pow(random.nextDouble(), 2))]
                    : draw(words);
            out.write(letters(word));
            out.write(' ');
        }
        out.write("\",\"topics\":[");
        for (int i = 0; i < distinct.length; i++) {
            out.write((i == 0 ? "\"t" : ",\"t") + distinct[i] + "\"");
        }
        out.write("]}\n");
    }

    private int draw(double[] cumulated) {
        int found = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
        return Math.min(cumulated.length - 1, found < 0 ? -found - 1 : found);
    }

    /** The k-th most frequent comes with a probability in proportion to 1 / (k + 2.7), by Zipf and Mandelbrot. */
    private static double[] cumulated(int count) {
        double[] sums = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1 / (i + 2.7);
            sums[i] = sum;
        }
        return sums;
    }

    /** A number written in letters, of three or more. */
    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (int rest = number + 26 * 26; rest > 0; rest /= 26) {
            letters.append((char) ('a' + rest % 26));
        }
        return letters.reverse().toString();
    }
}
