package hourglass.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageTablesTest {
    private static Figure figure(String metric, double mean, @Nullable Double deviation, @Nullable Double published) {
        return new Figure(metric, mean, deviation, published, published == null ? "" : "A. Author 2006", 61);
    }

    private static Series series(String name, Figure... figures) {
        return new Series(name, null, List.of(1L, 2L, 3L), List.of(1, 1, 1), List.of(figures));
    }

    private static String page(String names, String table) {
        return "Before.\n\n<!-- figures %s -->\n%s<!-- end of figures -->\n\nAfter.\n".formatted(names, table);
    }

    private static String table(String names, Series... series) {
        return PageTables.of(page(names, "| old |\n"), List.of(series)).text();
    }

    /** The tables are what the committed figures give; {@code ./hourglass bench tables} writes them. */
    @Test
    void theExperimentsPageHoldsTheFiguresThatWereMeasured() throws IOException {
        Path docs = Path.of("..", "docs");
        String page = Files.readString(docs.resolve("experiments.md"));
        PageTables tables = PageTables.of(page, TablesBench.read(docs.resolve("figures")));
        assertThat(tables.text()).isEqualTo(page);
        assertThat(tables.unused()).isEmpty();
    }

    @Test
    void aMeasureOfSeveralExperimentsStandsBesideWhatWasPublished() {
        assertThat(table(
                        "deep-mnist faces",
                        series("deep-mnist", figure("error, deep", 2.6781, 0.014, 2.28)),
                        series("faces", figure("error, deep", 118.04, 0.3, null))))
                .isEqualTo(page("deep-mnist faces", """

                        | experiment |  | error | published | by | seconds |
                        | --- | --- | --- | --- | --- | --- |
                        | `deep-mnist` | deep | 2.68 ± 0.01 | 2.28 | A. Author 2006 | 61 |
                        | `faces` | deep | 118.0 ± 0.3 |  |  | 61 |

                        Mean ± standard deviation of seeds 1, 2 and 3, 1 thread.

                        """));
    }

    @Test
    void whatDoesNotVaryHasTheDecimalsOfWhatStandsBesideIt() {
        assertThat(table(
                        "linear",
                        series(
                                "linear",
                                figure("error, fitted", 14.20716, 2e-4, null),
                                figure("error, SVD", 14.2, 0.0, null))))
                .contains("| fitted | 14.2072 ± 0.0002 | 61 |\n| SVD | 14.2000 ± 0.0000 | 61 |\n");
    }

    @Test
    void aSmallMeanKeepsADigitMoreThanThoseBesideIt() {
        assertThat(table(
                        "psd",
                        series(
                                "psd",
                                figure("time, optimal", 30.2, 2.1, null),
                                figure("time, half", 16.4, 1.2, null),
                                figure("time, predicted", 0.702, 0.034, null),
                                figure("error, optimal", 2.5, 0.1, null))))
                .contains("| 0.70 ± 0.03 |");
    }

    @Test
    void severalMeasuresAreColumnsAndWhatWasPublishedIsBelowItsRow() {
        assertThat(table(
                        "reuters",
                        series(
                                "reuters",
                                figure("precision at 0.4, LSA", 84.3, 0.0, 80.5),
                                figure("precision at 0.8, LSA", 83.6, 0.0, 79.0),
                                figure("precision at 0.4, deep", 82.52, 0.21, null),
                                figure("precision at 0.8, deep", 81.18, 0.32, null))))
                .contains("""
                        |  | precision at 0.4 | 0.8 |
                        | --- | --- | --- |
                        | LSA | 84.3 ± 0.0 | 83.6 ± 0.0 |
                        | *A. Author 2006* | 80.5 | 79.0 |
                        | deep | 82.5 ± 0.2 | 81.2 ± 0.3 |

                        Mean ± standard deviation of seeds 1, 2 and 3, 1 thread, 61 seconds in all.
                        """);
    }

    @Test
    void moreMeasuresThanThingsAreRows() {
        assertThat(table(
                        "psd",
                        series(
                                "psd",
                                figure("error, lambda 0.1", 2.5, null, null),
                                figure("error, lambda 0.2", 6.3, null, null),
                                figure("objective, lambda 0.1", 5.4, null, null),
                                figure("objective, lambda 0.2", 8.5, null, null),
                                figure("times as fast, lambda 0.1", 67.0, null, 100.0),
                                figure("times as fast, lambda 0.2", 50.0, null, 100.0))))
                .contains("""
                        |  | lambda 0.1 | 0.2 |
                        | --- | --- | --- |
                        | error | 2.50 | 6.30 |
                        | objective | 5.40 | 8.50 |
                        | times as fast | 67.0 | 50.0 |
                        | *A. Author 2006* | 100 | 100 |
                        """);
    }

    @Test
    void aTableMayShowAPartOfAnExperiment() {
        assertThat(table(
                        "image-hashing: MNIST",
                        series(
                                "image-hashing",
                                figure("precision, MNIST, ITQ", 0.416, 0.002, null),
                                figure("precision, CIFAR-10, ITQ", 0.169, 0.001, null))))
                .contains("| ITQ | 0.416 ± 0.002 | 61 |\n")
                .doesNotContain("0.169");
    }

    @Test
    void seedsAreNamedForEachExperimentWhereTheyDiffer() {
        Series one =
                new Series("faces", 8, List.of(1L), List.of(2), List.of(figure("error, deep", 118.04, null, null)));
        assertThat(table("deep-mnist faces", series("deep-mnist", figure("error, deep", 2.678, 0.014, null)), one))
                .contains("`deep-mnist`: mean ± standard deviation of seeds 1, 2 and 3, 1 thread. "
                        + "`faces`: one seed (1), 8 epochs, 2 threads.");
    }

    @Test
    void tablesOfOtherExperimentsStayAndFiguresWithoutATableAreNamed() {
        String before = page("nca", "| as it was |\n");
        PageTables tables = PageTables.of(before, List.of(series("psd", figure("ratio", 1, null, null))));
        assertThat(tables.text()).isEqualTo(before);
        assertThat(tables.unused()).containsExactly("psd");
    }
}
