package hourglass.cli.experiment;

import hourglass.cli.evaluation.RetrievalComparison;
import hourglass.codes.BinaryCodes;
import hourglass.codes.HammingIndex;
import hourglass.codes.Neighbors;
import hourglass.data.Dataset;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.eval.CosineSimilarity;
import hourglass.eval.HammingSimilarity;
import hourglass.eval.NeighborRecall;
import hourglass.eval.PrecisionRecall;
import hourglass.eval.Relevance;
import hourglass.eval.Similarity;
import hourglass.hashing.LinearHasher;
import hourglass.hashing.RaBitQ;
import hourglass.hashing.RandomRotation;
import hourglass.hashing.SignHashing;
import hourglass.matrix.Metric;
import hourglass.matrix.ThreadTeam;
import hourglass.persistence.FittedModel;
import hourglass.picture.Paragraph;
import hourglass.picture.Report;
import hourglass.picture.ReportTable;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import hourglass.picture.Section;
import hourglass.train.HashTrainer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * What short codes keep of embeddings of texts: how many of the nearest neighbours they find, before and after rescoring, and what
 * they retrieve by topic beside the embeddings themselves.
 *
 * @param training what methods are fitted to
 * @param test with classes; some of its rows are queries among all others of both parts
 * @param methods that are fitted to each length
 * @param lengths of codes in bits, for methods that can choose
 * @param queries at most, evenly from the test part
 */
record TextEmbeddingsExperiment(
        Dataset training, Dataset test, List<HashingContender> methods, List<Integer> lengths, int queries)
        implements Experiment {
    private static final int[] NEIGHBORS = {10};
    private static final int RESCORED = 100;
    /** Bytes of the numbers that RaBitQ keeps beside each code. */
    private static final int CORRECTIONS = 3 * Float.BYTES;

    private static final String TITLE = "Short codes of text embeddings";

    /** What was measured of one kind of code: recalls of the ten nearest. */
    private record Row(String method, int bits, int bytes, double alone, double rescored) {}

    @Override
    public Written carryOut(Setting setting) {
        setting.prepare();
        long start = System.nanoTime();
        ThreadTeam team = setting.team();
        Matrix all = joined();
        int[] asked = Arrays.stream(test.rows().evenRows(queries))
                .map(row -> training.rows().count() + row)
                .toArray();
        NeighborRecall recall = NeighborRecall.of(all, asked, NEIGHBORS[0], Metric.COSINE, team);
        List<Row> rows = new ArrayList<>();
        Map<String, Similarity> retrieval = new LinkedHashMap<>();
        int columns = all.columns();
        retrieval.put(
                "%d numbers".formatted(columns),
                CosineSimilarity.within(test.rows().toArray(), columns));

        FittedModel sign = HashTrainer.of(SignHashing.of()).fit(training, team);
        retrieval.put("sign, %d bits".formatted(columns), HammingSimilarity.within(codes(sign, test.rows(), team)));
        rows.add(row("sign", sign, all, recall, team));
        for (HashingContender method : methods) {
            for (int bits : lengths) {
                FittedModel fitted = method.fit(training, bits, setting.seed(), team);
                rows.add(row(method.toString(), fitted, all, recall, team));
                retrieval.put(
                        "%s, %d bits".formatted(method, bits),
                        HammingSimilarity.within(codes(fitted, test.rows(), team)));
            }
        }
        rows.add(corrected(all, recall, setting.seed(), team));

        int[] classes = Objects.requireNonNull(test.labels()).classes();
        RetrievalComparison comparison =
                RetrievalComparison.of(retrieval, Relevance.byLabel(classes, classes), Map.of(), team);
        double seconds = (System.nanoTime() - start) / 1e9;
        PrecisionRecall.write(setting.figures(), comparison.curves());
        report(rows, comparison, setting).write(setting.report());
        String files = "  report %s, curves %s, %.0f seconds%n".formatted(setting.report(), setting.figures(), seconds);
        List<ExperimentResult> figures = new ArrayList<>(figures(setting.name(), rows, seconds));
        figures.addAll(RetrievalExperiment.figures(setting.name(), comparison, seconds));
        return new Written(figures, text(rows) + comparison.text() + files);
    }

    private Matrix joined() {
        int columns = training.rows().columns();
        float[] values = Arrays.copyOf(
                training.rows().toArray(),
                (training.rows().count() + test.rows().count()) * columns);
        System.arraycopy(
                test.rows().toArray(),
                0,
                values,
                training.rows().count() * columns,
                test.rows().count() * columns);
        return new Matrix(values, columns);
    }

    private static Row row(String method, FittedModel model, Matrix all, NeighborRecall recall, ThreadTeam team) {
        BinaryCodes codes = codes(model, all, team);
        HammingIndex index = HammingIndex.of(codes);
        NeighborRecall.Search search = (query, count) -> {
            Neighbors found = new Neighbors();
            index.searcher().nearest(codes.code(query), count, found);
            return found.items();
        };
        return row(method, codes.bits(), (codes.bits() + 7) / 8, search, recall, team);
    }

    private static Row row(
            String method, int bits, int bytes, NeighborRecall.Search search, NeighborRecall recall, ThreadTeam team) {
        return new Row(
                method,
                bits,
                bytes,
                recall.of(search, 0, NEIGHBORS, team)[0],
                recall.of(search, RESCORED, NEIGHBORS, team)[0]);
    }

    private static BinaryCodes codes(FittedModel model, Rows rows, ThreadTeam team) {
        return model.binary(model.encode(rows, team).values());
    }

    /** The bits of a whole rotation, from which cosines are estimated. */
    private Row corrected(Matrix all, NeighborRecall recall, long seed, ThreadTeam team) {
        int bits = all.columns();
        LinearHasher rotation = RandomRotation.of(bits).withSeed(seed).fit(training.rows(), team);
        RaBitQ estimates = RaBitQ.of(rotation, all, team);
        NeighborRecall.Search search = (row, count) -> {
            RaBitQ.Query query = estimates.query(all.row(row));
            long[] keys = IntStream.range(0, all.count())
                    .mapToLong(item -> key(query.cosine(item), item))
                    .toArray();
            Arrays.sort(keys);
            return Arrays.stream(keys).limit(count).mapToInt(key -> (int) key).toArray();
        };
        return row("RaBitQ", bits, bits / 8 + CORRECTIONS, search, recall, team);
    }

    /** Sorts by falling cosine, then by item. */
    private static long key(double cosine, int item) {
        return ((long) Float.floatToIntBits((float) (2 - cosine)) << Integer.SIZE) | item;
    }

    private String protocol() {
        return "%,d embeddings of %d numbers to fit to; %,d of the %,d of the test part are queries among all others of both by cosine."
                        .formatted(
                                training.rows().count(),
                                training.rows().columns(),
                                test.rows().evenRows(queries).length,
                                test.rows().count())
                + " Recall is the share of the 10 nearest that is found, by the codes alone and where the vectors of the nearest %d order them."
                        .formatted(RESCORED)
                + " Precision is by topic, of the test part among itself.";
    }

    private static String text(List<Row> rows) {
        StringBuilder text = new StringBuilder(
                String.format("  recall (%%) of the nearest 10   bits  bytes   codes  %d rescored%n", RESCORED));
        rows.forEach(row -> text.append(String.format(
                Locale.ROOT,
                "  %-28s %6d %6d %7.1f %13.1f%n",
                row.method,
                row.bits,
                row.bytes,
                100 * row.alone,
                100 * row.rescored)));
        return text.append(System.lineSeparator()).toString();
    }

    private static List<ExperimentResult> figures(String name, List<Row> rows, double seconds) {
        return rows.stream()
                .map(row -> new ExperimentResult(
                        name,
                        "recall (%%) of the nearest 10 among %d by bits %d, %s"
                                .formatted(RESCORED, row.bits, row.method),
                        100 * row.rescored,
                        Double.NaN,
                        "",
                        seconds))
                .toList();
    }

    private Report report(List<Row> rows, RetrievalComparison comparison, Setting setting) {
        List<Column> columns = List.of(
                Column.of("codes"),
                Column.of("bits"),
                Column.of("bytes"),
                new Column("recall (%), codes", ReportTable.Best.HIGHEST),
                new Column("recall (%%), %d rescored".formatted(RESCORED), ReportTable.Best.HIGHEST));
        List<List<Cell>> cells = rows.stream()
                .map(row -> List.of(
                        Cell.of(row.method),
                        Cell.of(row.bits, 0),
                        Cell.of(row.bytes, 0),
                        Cell.of(100 * row.alone, 1),
                        Cell.of(100 * row.rescored, 1)))
                .toList();
        return new Report(
                TITLE,
                protocol(),
                List.of(
                        Section.of("Nearest neighbours", new ReportTable("Recall of the 10 nearest", columns, cells)),
                        Section.of("Precision over recall", comparison.chart(TITLE), comparison.table()),
                        Section.of("Protocol", new Paragraph(protocol()))),
                setting.provenance());
    }
}
