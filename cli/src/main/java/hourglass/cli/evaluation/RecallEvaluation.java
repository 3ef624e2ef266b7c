package hourglass.cli.evaluation;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.codes.HammingIndex;
import hourglass.codes.Neighbors;
import hourglass.codes.Searcher;
import hourglass.data.InputException;
import hourglass.data.Matrix;
import hourglass.eval.NeighborRecall;
import hourglass.library.Library;
import hourglass.library.Ranking;
import hourglass.library.Search;
import hourglass.library.Snapshot;
import hourglass.matrix.Blas;
import hourglass.matrix.Metric;
import hourglass.matrix.ThreadTeam;
import hourglass.picture.LineChart;
import hourglass.picture.LineChart.Series;
import hourglass.picture.Paragraph;
import hourglass.picture.ReportTable;
import hourglass.picture.ReportTable.Cell;
import hourglass.picture.ReportTable.Column;
import hourglass.picture.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How many of the exact nearest neighbours of vectors a search in their library finds, by how many of the nearest codes are rescored.
 *
 * @param library its name
 * @param vectors that it holds
 * @param queries of them that were searched for among the others
 * @param bits of a code
 * @param columns of a vector
 * @param metric by which vectors are near
 * @param neighbors the numbers of nearest neighbours that are looked for
 * @param depths of rescoring
 * @param exactMilliseconds for one query to be compared with all vectors, in memory, by one thread
 */
public record RecallEvaluation(
        String library,
        int vectors,
        int queries,
        int bits,
        int columns,
        Metric metric,
        int[] neighbors,
        List<Depth> depths,
        double exactMilliseconds) {
    private static final int[] NEIGHBORS = {1, 10, 100};
    private static final int[] DEPTHS = {0, 10, 100, 1000};
    private static final int SHOWN = 10;
    /** Searches that are timed one after the other. */
    private static final int TIMED = 100;

    private static final int ROUNDS = 5;

    /**
     * One depth of rescoring.
     *
     * @param rescored how many of the nearest codes are put in the order of their vectors
     * @param recalls the share found of each number of neighbours
     * @param milliseconds a search for 10 items takes
     */
    public record Depth(int rescored, double[] recalls, double milliseconds) {}

    /**
     * Measures a library.
     *
     * @param most queries at most, evenly from all vectors
     * @return null if it keeps no vectors
     */
    public static @Nullable RecallEvaluation of(Path folder, int most, Metric metric, ThreadTeam team) {
        try (Library library = Library.open(folder);
                Snapshot items = library.snapshot()) {
            if (!items.keepsVectors()) {
                return null;
            }
            List<String> ids = new ArrayList<>();
            BinaryCodesBuilder codes = BinaryCodes.builder(library.bits());
            Matrix vectors = read(folder, items, ids, codes);
            int[] neighbors =
                    Arrays.stream(NEIGHBORS).filter(k -> k < vectors.count()).toArray();
            NeighborRecall recall =
                    NeighborRecall.of(vectors, vectors.evenRows(most), neighbors[neighbors.length - 1], metric, team);
            NeighborRecall.Search search = search(HammingIndex.of(codes.build()));
            List<String> queries =
                    Arrays.stream(recall.queries()).mapToObj(ids::get).toList();
            List<IntConsumer> timed = new ArrayList<>();
            for (int depth : DEPTHS) {
                timed.add(i -> items.search(search(queries.get(i), depth, metric)));
            }
            float[] scores = new float[vectors.count()];
            timed.add(i -> compareWithAll(vectors, recall.queries()[i], scores));
            double[] milliseconds = milliseconds(queries.size(), timed);
            List<Depth> depths = IntStream.range(0, DEPTHS.length)
                    .mapToObj(i -> new Depth(DEPTHS[i], recall.of(search, DEPTHS[i], neighbors, team), milliseconds[i]))
                    .toList();
            return new RecallEvaluation(
                    folder.toString(),
                    vectors.count(),
                    queries.size(),
                    library.bits(),
                    vectors.columns(),
                    metric,
                    neighbors,
                    depths,
                    milliseconds[DEPTHS.length]);
        }
    }

    private static Matrix read(Path folder, Snapshot items, List<String> ids, BinaryCodesBuilder codes) {
        List<float[]> vectors = new ArrayList<>();
        items.forEach(item -> items.vector(item.id()).ifPresent(vector -> {
            ids.add(item.id());
            codes.add(items.code(item.id()).orElseThrow().binary());
            vectors.add(vector);
        }));
        if (vectors.size() < 2) {
            throw new InputException(folder.toString(), "", "holds fewer than 2 vectors", "index more");
        }
        long numbers = (long) vectors.size() * vectors.get(0).length;
        if (numbers > Integer.MAX_VALUE / 2) {
            throw new InputException(
                    folder.toString(),
                    "",
                    "holds %,d numbers, more than can be compared exactly in memory".formatted(numbers),
                    "index an even share of the vectors, and measure that");
        }
        return Matrix.of(vectors.toArray(float[][]::new));
    }

    private static NeighborRecall.Search search(HammingIndex index) {
        ThreadLocal<Searcher> searchers = ThreadLocal.withInitial(index::searcher);
        return (row, count) -> {
            Neighbors found = new Neighbors();
            searchers.get().nearest(index.codes().code(row), Math.min(count, index.count()), found);
            return found.items();
        };
    }

    private static Search search(String like, int depth, Metric metric) {
        Search search = Search.like(like).withTop(SHOWN);
        return depth == 0 ? search.withRanking(Ranking.DISTANCE) : search.withRescoring(Math.max(depth, SHOWN), metric);
    }

    /** The products with all vectors, without which no metric can do, and the choice of the largest. */
    private static float[] compareWithAll(Matrix vectors, int query, float[] scores) {
        int columns = vectors.columns();
        float[] values = vectors.values();
        int count = vectors.count();
        Blas.multiplyTransposed(
                1, count, columns, values, query * columns, columns, values, 0, columns, 0, scores, 0, count);
        return best(scores);
    }

    /** The milliseconds that each of some searches takes, by the best of several rounds, since a machine has other work, too. */
    private static double[] milliseconds(int queries, List<IntConsumer> searches) {
        int count = Math.min(TIMED, queries);
        double[] best = new double[searches.size()];
        Arrays.fill(best, Double.POSITIVE_INFINITY);
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < best.length; i++) {
                long start = System.nanoTime();
                IntStream.range(0, count).forEach(searches.get(i));
                best[i] = Math.min(best[i], (System.nanoTime() - start) / 1e6 / count);
            }
        }
        return best;
    }

    /** The best of some scores, in a sorted list. */
    private static float[] best(float[] scores) {
        float[] best = new float[SHOWN];
        Arrays.fill(best, Float.NEGATIVE_INFINITY);
        for (float score : scores) {
            int place = SHOWN - 1;
            if (score > best[place]) {
                while (place > 0 && best[place - 1] < score) {
                    best[place] = best[--place];
                }
                best[place] = score;
            }
        }
        return best;
    }

    private String metricName() {
        return switch (metric) {
            case COSINE -> "cosine";
            case DOT -> "inner product";
            case L2 -> "Euclidean distance";
        };
    }

    /** What was measured. */
    public String protocol() {
        return "%,d vectors of %,d numbers in %s, %,d of them queries for all others by %s; codes of %d bits"
                .formatted(vectors, columns, library, queries, metricName(), bits);
    }

    private static String name(Depth depth) {
        return depth.rescored == 0 ? "codes alone" : "%,d rescored".formatted(depth.rescored);
    }

    /** The table for a terminal. */
    public String text() {
        StringBuilder text = new StringBuilder(protocol()).append(String.format("%n%n  recall (%%) of the nearest"));
        Arrays.stream(neighbors).forEach(k -> text.append(String.format(Locale.ROOT, "%8d", k)));
        text.append(String.format("  ms a search%n"));
        for (Depth depth : depths) {
            text.append(String.format(Locale.ROOT, "  %-25s", name(depth)));
            Arrays.stream(depth.recalls)
                    .forEach(share -> text.append(String.format(Locale.ROOT, "%8.1f", 100 * share)));
            text.append(String.format(Locale.ROOT, "%13.2f%n", depth.milliseconds));
        }
        text.append(String.format(Locale.ROOT, "  %-25s", "all vectors, in memory"));
        Arrays.stream(neighbors).forEach(k -> text.append(String.format(Locale.ROOT, "%8.1f", 100.0)));
        return text.append(String.format(Locale.ROOT, "%13.2f%n", exactMilliseconds))
                .toString();
    }

    /** The same with a chart for a page. */
    public Section section() {
        double[] across = depths.stream()
                .mapToDouble(depth -> Math.max(1, depth.rescored))
                .toArray();
        List<Series> lines = IntStream.range(0, neighbors.length)
                .mapToObj(i -> new Series(
                        neighbors[i] == 1 ? "the nearest" : "the nearest %d".formatted(neighbors[i]),
                        across,
                        depths.stream()
                                .mapToDouble(depth -> 100 * depth.recalls[i])
                                .toArray(),
                        i,
                        false))
                .toList();
        List<Column> columns = new ArrayList<>(List.of(Column.of("search")));
        Arrays.stream(neighbors)
                .forEach(k -> columns.add(new Column("of the nearest %d (%%)".formatted(k), ReportTable.Best.HIGHEST)));
        columns.add(new Column("ms", ReportTable.Best.LOWEST));
        List<List<Cell>> rows = new ArrayList<>();
        depths.forEach(depth -> rows.add(row(name(depth), depth.recalls, depth.milliseconds)));
        double[] all = new double[neighbors.length];
        Arrays.fill(all, 1);
        rows.add(row("all vectors, in memory", all, exactMilliseconds));
        return Section.of(
                "Recall of nearest neighbours",
                new LineChart(
                        "Recall by the number of nearest codes that are rescored; 1 is their order as it is",
                        "rescored",
                        "recall (%)",
                        true,
                        false,
                        lines),
                new ReportTable("Recall, and milliseconds for a search of 10 by one thread", columns, rows),
                new Paragraph(protocol() + "."));
    }

    private static List<Cell> row(String name, double[] shares, double milliseconds) {
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(name)));
        Arrays.stream(shares).forEach(share -> cells.add(Cell.of(100 * share, 1)));
        cells.add(Cell.of(milliseconds, 2));
        return cells;
    }
}
