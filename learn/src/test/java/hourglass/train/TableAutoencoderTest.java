package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.anomaly.AnomalyScorer;
import hourglass.anomaly.Imputation;
import hourglass.anomaly.References;
import hourglass.data.Dataset;
import hourglass.data.Rows;
import hourglass.data.Standardization;
import hourglass.data.generated.Trees;
import hourglass.data.table.Table;
import hourglass.data.table.TableEncoding;
import hourglass.matrix.ThreadTeam;
import hourglass.objective.Corruption;
import hourglass.objective.Emphasis;
import hourglass.objective.Likelihood;
import hourglass.objective.Regularization;
import hourglass.persistence.AnomalyScale;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.random.Seeds;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a denoising autoencoder of a table that misses cells is good for. */
class TableAutoencoderTest {
    private static final ThreadTeam TEAM = ThreadTeam.of(1);
    private static final Table TREES = Trees.of(800, 0, 0, 1);
    private static final TableEncoding ENCODING = TableEncoding.of(TREES, List.of("odd"));
    private static final Dataset DATA = ENCODING.encode(TREES);
    private static final float[] GAPS = gaps();
    private static FittedModel saved;

    @BeforeAll
    static void fit() {
        Rows rows = Rows.of(GAPS, ENCODING.width());
        Standardization standardization = ENCODING.standardization(rows);
        saved = AutoencoderTrainer.builder(48, 48)
                .likelihood(Likelihood.GAUSSIAN)
                .transform(standardization)
                .missing(true)
                .tied(false)
                .regularization(Regularization.of(new Corruption.Masking(0.3)).with(new Emphasis(1, 0.1)))
                .epochs(60)
                .batchSize(32)
                .build()
                .fit(rows, Listener.NONE, null, TEAM)
                .withTable(ENCODING);
    }

    @AfterAll
    static void close() {
        TEAM.close();
    }

    @Test
    void tellsMissingCellsFarBetterThanTheirMeans() {
        float[] told = new Imputation(saved, 1, 0).fill(GAPS, TEAM).values();
        float[] known = DATA.rows().toArray();
        saved.transform().apply(told, 0, DATA.rows().count());
        saved.transform().apply(known, 0, DATA.rows().count());
        double error = 0;
        double ofMean = 0;
        for (int i = 0; i < known.length; i++) {
            boolean number = i % ENCODING.width() >= 7;
            if (Float.isNaN(GAPS[i]) && number) {
                error += (told[i] - known[i]) * (told[i] - known[i]);
                ofMean += known[i] * known[i];
            }
        }
        assertThat(Math.sqrt(error / ofMean)).isLessThan(0.5);
    }

    @Test
    void leavesCellsThatAreThere() {
        float[] told = new Imputation(saved, 5, 0).fill(GAPS, TEAM).values();
        for (int i = 0; i < GAPS.length; i++) {
            assertThat(told[i]).isFinite();
            assertThat(Float.isNaN(GAPS[i]) || told[i] == GAPS[i]).isTrue();
        }
    }

    @Test
    void furtherRoundsSettle() {
        Imputation.Filled filled = new Imputation(saved, 100, 0.01).fill(GAPS, TEAM);
        assertThat(filled.rounds()).isLessThan(100);
        assertThat(filled.change()).isLessThanOrEqualTo(0.01);
    }

    @Test
    void ordinaryRowsScoreOneOnAverage() {
        double[] scores = scorer(0.9).scores(DATA.rows());
        double mean = 0;
        for (double score : scores) {
            mean += score / scores.length;
        }
        assertThat(mean).isBetween(0.99, 1.01);
    }

    @Test
    void asManyRowsLieAboveTheThresholdAsTheQuantileSays() {
        AnomalyScorer scorer = scorer(0.9);
        int above = 0;
        for (double score : scorer.scores(DATA.rows())) {
            above += scorer.isAnomalous(score) ? 1 : 0;
        }
        assertThat(above).isEqualTo(80);
    }

    @Test
    void blamesTheColumnThatIsWrong() {
        float[] row = Arrays.copyOf(DATA.rows().toArray(), ENCODING.width());
        int girth = ENCODING.columnNames().indexOf("girth");
        row[girth] += 300;
        float[] scores = scorer(0.99).scores(row);
        assertThat(scorer(0.99).isAnomalous(scores[0])).isTrue();
        assertThat(scores[1 + 4]).isGreaterThan(0.5f);
        assertThat(scores[1] + scores[2] + scores[3] + scores[4] + scores[5] + scores[6])
                .isBetween(0.999f, 1.001f);
    }

    @Test
    void anUnknownValueScoresMoreThanItsMissing() {
        float[] unknown = Arrays.copyOf(DATA.rows().toArray(), ENCODING.width());
        Arrays.fill(unknown, 0, 4, 0);
        float[] missing = unknown.clone();
        Arrays.fill(missing, 0, 4, Float.NaN);
        AnomalyScorer scorer = scorer(0.99);
        assertThat(scorer.scores(unknown)[0]).isGreaterThan(scorer.scores(missing)[0]);
        assertThat(scorer.scores(missing)[1]).isZero();
    }

    @Test
    void aFileKeepsEncodingAndThreshold(@TempDir Path folder) {
        FittedModel scaled = saved.withAnomalies(AnomalyScorer.scale(saved, DATA.rows(), 0, 0.95, TEAM));
        ModelFile.write(folder.resolve("m"), scaled);
        FittedModel read = ModelFile.read(folder.resolve("m"));
        assertThat(read.table()).isEqualTo(ENCODING);
        assertThat(read.anomalies()).isEqualTo(scaled.anomalies());
    }

    @Test
    void aFileKeepsTheRowsThatOthersAreComparedWith(@TempDir Path folder) {
        FittedModel compared = saved.withReferences(
                References.of(DATA.rows(), ENCODING, saved.transform()).rows());
        FittedModel scaled = compared.withAnomalies(AnomalyScorer.scale(compared, DATA.rows(), 0, 0.95, TEAM));
        ModelFile.write(folder.resolve("m"), scaled);
        FittedModel read = ModelFile.read(folder.resolve("m"));
        Rows some = DATA.rows().slice(0, 20);
        assertThat(new AnomalyScorer(read, scaled.anomalies(), TEAM).scores(some))
                .containsExactly(new AnomalyScorer(scaled, scaled.anomalies(), TEAM).scores(some));
    }

    @Test
    void sharesOfColumnsSumToOneBesideNeighbours() {
        FittedModel compared = saved.withReferences(
                References.of(DATA.rows(), ENCODING, saved.transform()).rows());
        AnomalyScale scale = AnomalyScorer.scale(compared, DATA.rows(), 0, 0.95, TEAM);
        float[] row = Arrays.copyOf(DATA.rows().toArray(), ENCODING.width());
        row[ENCODING.columnNames().indexOf("girth")] += 300;
        float[] scores = new AnomalyScorer(compared, scale, TEAM).scores(row);
        assertThat(scores[1] + scores[2] + scores[3] + scores[4] + scores[5] + scores[6])
                .isBetween(0.999f, 1.001f);
        assertThat(scores[1 + 4]).isGreaterThan(0.5f);
    }

    private static AnomalyScorer scorer(double quantile) {
        AnomalyScale scale = AnomalyScorer.scale(saved, DATA.rows(), 0, quantile, TEAM);
        return new AnomalyScorer(saved, scale, TEAM);
    }

    /** The trees with every eighth cell missing, on average. */
    private static float[] gaps() {
        float[] values = DATA.rows().toArray();
        SplittableRandom random = Seeds.random(7);
        for (int at = 0; at < values.length; ) {
            for (TableEncoding.Column column : ENCODING.columns()) {
                if (random.nextDouble() < 0.125) {
                    Arrays.fill(values, at, at + column.width(), Float.NaN);
                }
                at += column.width();
            }
        }
        return values;
    }
}
