package hourglass.decomposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.SparseRows;
import hourglass.data.TfIdf;
import hourglass.data.TfIdf.DocumentFrequency;
import hourglass.data.TfIdf.TermFrequency;
import hourglass.matrix.SymmetricEigen;
import hourglass.matrix.ThreadTeam;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatentSemanticAnalysisTest {
    private static final int WORDS = 40;
    private static final SparseRows COUNTS = counts(300, 1);

    @Test
    void findsTheLeadingSingularVectors() {
        TfIdf weighting = TfIdf.fit(COUNTS, TermFrequency.LOG, DocumentFrequency.SMOOTH);

        LatentSemanticAnalysis lsa = fit(weighting, 5);

        SymmetricEigen exact = SymmetricEigen.largest(gram(weighting.view(COUNTS)), WORDS, 5);
        for (int unit = 0; unit < 5; unit++) {
            assertThat(lsa.singularValues()[unit]).isCloseTo(Math.sqrt(exact.values()[unit]), within(1e-4));
            double cosine = 0;
            for (int word = 0; word < WORDS; word++) {
                cosine += lsa.components().components()[unit * WORDS + word] * exact.vectors()[unit * WORDS + word];
            }
            assertThat(cosine).isCloseTo(1, within(1e-3));
        }
    }

    @Test
    void codesAreProjectionsOfWeightedCounts() {
        LatentSemanticAnalysis lsa = fit(TfIdf.logCounts(WORDS), 3);
        SparseRows others = counts(9, 2);

        float[] codes = lsa.encode(others, ThreadTeam.shared());

        float[] weighted = TfIdf.logCounts(WORDS).view(others).toArray();
        assertThat(codes).containsExactly(lsa.components().encode(weighted), within(1e-4f));
    }

    @Test
    void codeOfADocumentWithoutKnownWordsIsZero() {
        SparseRows empty =
                SparseRows.builder(WORDS).add(new int[0], new float[0], 0).build();

        assertThat(fit(TfIdf.logCounts(WORDS), 3).encode(empty, ThreadTeam.shared()))
                .containsExactly(0, 0, 0);
    }

    @Test
    void isTheSameForTheSameSeed() {
        assertThat(fit(TfIdf.logCounts(WORDS), 4)).isEqualTo(fit(TfIdf.logCounts(WORDS), 4));
    }

    @Test
    void refusesMoreComponentsThanWords() {
        assertThatThrownBy(() -> fit(TfIdf.logCounts(WORDS), WORDS + 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("41 components of 300 documents of 40 words")
                .hasMessageContaining("give 1 to 40");
    }

    private static LatentSemanticAnalysis fit(TfIdf weighting, int codeSize) {
        // Enough iterations for spectra that hardly fall to be exact.
        SubspaceIteration iteration = new SubspaceIteration(10, 30, 1);
        return LatentSemanticAnalysis.fit(COUNTS, weighting, codeSize, iteration, ThreadTeam.shared());
    }

    private static double[] gram(Rows rows) {
        float[] values = rows.toArray();
        double[] gram = new double[WORDS * WORDS];
        for (int row = 0; row < rows.count(); row++) {
            for (int i = 0; i < WORDS; i++) {
                for (int j = 0; j < WORDS; j++) {
                    gram[i * WORDS + j] += (double) values[row * WORDS + i] * values[row * WORDS + j] / rows.count();
                }
            }
        }
        return gram;
    }

    /** Documents that mix words common to all with those of one of 8 themes. */
    private static SparseRows counts(int documents, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SparseRows.Builder rows = SparseRows.builder(WORDS);
        for (int document = 0; document < documents; document++) {
            int theme = random.nextInt(8);
            int[] indices = new int[WORDS];
            float[] values = new float[WORDS];
            int length = 0;
            for (int word = 0; word < WORDS; word++) {
                if (random.nextInt(word / 5 == theme ? 2 : 10) == 0) {
                    indices[length] = word;
                    values[length++] = 1 + random.nextInt(5 + word % 7);
                }
            }
            rows.add(indices, values, length);
        }
        return rows.build();
    }
}
