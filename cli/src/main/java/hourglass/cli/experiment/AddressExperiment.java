package hourglass.cli.experiment;

import hourglass.codes.AddressTable;
import hourglass.codes.BinaryCodes;
import hourglass.codes.BitBalance;
import hourglass.codes.Neighbors;
import hourglass.codes.Searcher;
import hourglass.eval.BallRetrieval;
import hourglass.eval.HammingSimilarity;
import hourglass.eval.Relevance;
import hourglass.library.SemanticHashing;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import hourglass.picture.Paragraph;
import hourglass.picture.Report;
import hourglass.picture.ReportTable;
import hourglass.picture.Section;
import hourglass.text.DocumentCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Documents at addresses: what lies near a query's own, found without any search (R. Salakhutdinov, G. E. Hinton,
 * <i>Semantic hashing</i>, IJAR 50, 2009).
 *
 * @param title of the report
 * @param training documents to fit
 * @param test documents, each of which is a query for the others
 * @param relevance of the test documents to each other
 * @param hashing fits the codes that become addresses, of at most {@link AddressTable#MAX_BITS} bits
 */
record AddressExperiment(
        String title, DocumentCounts training, DocumentCounts test, Relevance relevance, SemanticHashing hashing)
        implements Experiment {
    private static final int LARGEST_RADIUS = 4;
    private static final int ROUNDS = 5;

    @Override
    public Written carryOut(Setting setting) {
        setting.prepare();
        long start = System.nanoTime();
        FittedModel saved = setting.fit("addresses")
                .run(
                        training.rows().count(),
                        (listener, checkpoint) -> hashing.fit(training, listener, checkpoint, setting.team()));
        double seconds = (System.nanoTime() - start) / 1e9;
        ModelFile.write(setting.model(), saved);
        BinaryCodes codes =
                saved.binary(saved.encode(test.rows(), setting.team()).values());
        List<BallRetrieval> balls =
                BallRetrieval.upTo(LARGEST_RADIUS, HammingSimilarity.within(codes), relevance, setting.team());
        double[] micros = micros(codes);
        report(codes, balls, micros, setting).write(setting.report());
        StringBuilder text = new StringBuilder("  radius   found  answered  precision    recall   time%n".formatted());
        List<ExperimentResult> figures = new ArrayList<>();
        for (BallRetrieval ball : balls) {
            text.append(String.format(
                    Locale.ROOT,
                    "  %6d %7.1f %8.1f%% %9.1f%% %8.2f%% %4.1f us%n",
                    ball.radius(),
                    ball.found(),
                    100 * ball.answered(),
                    100 * ball.precision(),
                    100 * ball.recall(),
                    micros[ball.radius()]));
            Map<String, Double> measures = new LinkedHashMap<>();
            measures.put("documents", ball.found());
            measures.put("queries with any (%)", 100 * ball.answered());
            measures.put("precision (%)", 100 * ball.precision());
            measures.put("recall (%)", 100 * ball.recall());
            measures.put("microseconds", micros[ball.radius()]);
            measures.forEach((measure, value) -> figures.add(new ExperimentResult(
                    setting.name(), measure + ", radius " + ball.radius(), value, Double.NaN, "", seconds)));
        }
        text.append("  report %s, model %s, %.0f seconds%n".formatted(setting.report(), setting.model(), seconds));
        return new Written(figures, text.toString());
    }

    /** The median over rounds of the mean time, on one thread, in which the items of a ball are found, by radius. */
    private static double[] micros(BinaryCodes codes) {
        Searcher searcher = AddressTable.of(codes).searcher();
        Neighbors found = new Neighbors();
        double[] micros = new double[LARGEST_RADIUS + 1];
        for (int radius = 0; radius <= LARGEST_RADIUS; radius++) {
            double[] rounds = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                for (int item = 0; item < codes.count(); item++) {
                    searcher.candidates(codes.code(item), radius, found);
                }
                rounds[round] = (System.nanoTime() - start) / 1e3 / codes.count();
            }
            Arrays.sort(rounds);
            micros[radius] = rounds[ROUNDS / 2];
        }
        return micros;
    }

    private Report report(BinaryCodes codes, List<BallRetrieval> balls, double[] micros, Setting setting) {
        List<List<ReportTable.Cell>> rows = new ArrayList<>();
        for (BallRetrieval ball : balls) {
            rows.add(List.of(
                    ReportTable.Cell.of(ball.radius(), 0),
                    ReportTable.Cell.of(ball.found(), 1),
                    ReportTable.Cell.of(100 * ball.answered(), 1),
                    ReportTable.Cell.of(100 * ball.precision(), 1),
                    ReportTable.Cell.of(100 * ball.recall(), 2),
                    ReportTable.Cell.of(micros[ball.radius()], 1)));
        }
        ReportTable table = new ReportTable(
                "What lies within a radius of a query's address, averaged over queries",
                List.of(
                        ReportTable.Column.of("radius"),
                        ReportTable.Column.of("documents"),
                        ReportTable.Column.of("queries with any (%)"),
                        new ReportTable.Column("precision (%)", ReportTable.Best.HIGHEST),
                        new ReportTable.Column("recall (%)", ReportTable.Best.HIGHEST),
                        ReportTable.Column.of("microseconds")),
                rows);
        String protocol =
                "%,d documents of %s to fit; each of %,d held-out documents is a query for the others. A bit is on in %.1f%% of"
                                .formatted(
                                        training.rows().count(),
                                        training.name(),
                                        test.rows().count(),
                                        100
                                                * Arrays.stream(BitBalance.of(codes)
                                                                .shares())
                                                        .average()
                                                        .orElseThrow())
                        + " their codes, and off balance by %.1f points on average."
                                .formatted(100 * BitBalance.of(codes).meanDeviation());
        return new Report(
                title, protocol, List.of(Section.of("Result", table, new Paragraph(protocol))), setting.provenance());
    }
}
