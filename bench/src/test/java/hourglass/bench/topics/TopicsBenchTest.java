package hourglass.bench.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.Rows;
import hourglass.data.SparseRows;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class TopicsBenchTest {
    private static final int WORDS = 20;
    private static final int DOCUMENTS = 60;

    /** Documents of two kinds, one of the first half of the words, one of the second. */
    private static Rows documents() {
        SparseRows.Builder rows = SparseRows.builder(WORDS);
        for (int document = 0; document < DOCUMENTS; document++) {
            int first = document % 2 * WORDS / 2;
            int[] words = IntStream.range(first, first + WORDS / 2).toArray();
            rows.add(words, new float[] {3, 1, 2, 3, 1, 2, 3, 1, 2, 3}, words.length);
        }
        return rows.build();
    }

    @Test
    void malletTellsTwoKindsOfDocumentsApart() {
        MalletTopics mallet = new MalletTopics(2, 1, 0.1, 100, 0, 1, 1);
        float[] proportions = mallet.proportions(documents(), documents());
        for (int document = 0; document < DOCUMENTS; document++) {
            assertThat(proportions[2 * document] + proportions[2 * document + 1])
                    .isCloseTo(1, within(1e-5f));
            int kind = proportions[2 * (document % 2)] > 0.5 ? 0 : 1;
            assertThat(proportions[2 * document + kind])
                    .as("document %d", document)
                    .isGreaterThan(0.9f);
        }
        assertThat(proportions[0] > 0.5).isNotEqualTo(proportions[2] > 0.5);
    }

    @Test
    void refusesAPriorOfNothing() {
        StringWriter errors = new StringWriter();
        int status = new CommandLine(new TopicsBench())
                .setErr(new PrintWriter(errors))
                .execute("--alpha-sum", "0");
        assertThat(status).isEqualTo(2);
        assertThat(errors.toString()).contains("--alpha-sum must be above 0, but was 0.0");
    }
}
