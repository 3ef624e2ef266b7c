package hourglass;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.codes.BinaryCodes;
import hourglass.data.Rows;
import hourglass.data.SparseRows;
import hourglass.data.TfIdf;
import hourglass.eval.BallRetrieval;
import hourglass.eval.HammingSimilarity;
import hourglass.eval.PrecisionRecall;
import hourglass.eval.Relevance;
import hourglass.eval.Reranked;
import hourglass.eval.SparseCosineSimilarity;
import hourglass.matrix.ThreadTeam;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/retrieval.md is this file's, and runs. */
class RetrievalPageTest {
    private static final Path PAGE = Path.of("../docs/retrieval.md");
    private static final Path HERE = Path.of("src/test/java/hourglass/RetrievalPageTest.java");

    /** The example: the text between the two comment lines. */
    private static double example(
            TfIdf tfIdf, Rows test, float[] activations, int[] classes, ThreadTeam team, Path file) {
        // page
        SparseCosineSimilarity words = SparseCosineSimilarity.within(tfIdf.view(test));
        HammingSimilarity codes = HammingSimilarity.within(BinaryCodes.ofThreshold(20, activations, 0.1f));
        Relevance sameClass = Relevance.byLabel(classes, classes);

        PrecisionRecall curve = PrecisionRecall.of(Reranked.top(100, codes, words), sameClass, team);
        double[] atLevels = curve.precisionAtLevels();
        double accuracyOfTheFirst7 = curve.precision(7);
        double meanAveragePrecision = curve.meanAveragePrecision();

        BallRetrieval addresses = BallRetrieval.upTo(4, codes, sameClass, team).get(4);
        PrecisionRecall.write(file, Map.of("words after codes", curve));
        // end
        assertThat(atLevels).hasSize(9);
        assertThat(accuracyOfTheFirst7).isBetween(meanAveragePrecision, 1.0);
        return addresses.answered();
    }

    @Test
    void exampleIsTheOneThatRunsHere() throws IOException {
        Matcher block = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
        assertThat(block.find()).isTrue();
        String source = Files.readString(HERE);
        String run = source.substring(source.indexOf("// page\n") + 8, source.indexOf("// end\n"))
                .replaceAll("(?m)^        ", "")
                .strip();
        assertThat(block.group(1).strip()).isEqualTo(run);
    }

    @Test
    void exampleRuns(@TempDir Path folder) {
        int documents = 40;
        SplittableRandom random = new SplittableRandom(1);
        SparseRows.Builder rows = SparseRows.builder(20);
        int[] classes = new int[documents];
        float[] activations = new float[documents * 20];
        for (int i = 0; i < documents; i++) {
            classes[i] = i % 2;
            int word = 10 * (i % 2) + random.nextInt(5);
            rows.add(new int[] {word, word + 1}, new float[] {2, 1}, 2);
            activations[20 * i + i % 2] = 1;
        }

        double answered = example(
                TfIdf.logCounts(20), rows.build(), activations, classes, ThreadTeam.shared(), folder.resolve("c.csv"));

        assertThat(answered).isOne();
    }
}
