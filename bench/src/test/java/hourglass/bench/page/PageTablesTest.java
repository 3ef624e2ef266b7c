package hourglass.bench.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PageTablesTest {
    private static Figure figure(String name, String metric, double mean, @Nullable Double published) {
        return new Figure(
                name,
                metric,
                mean,
                0.014,
                List.of(mean, mean, mean),
                published,
                published == null ? "" : "A. Author 2006",
                61);
    }

    private static String page(String names, String table) {
        return "Before.\n\n<!-- figures %s -->\n%s<!-- end of figures -->\n\nAfter.\n".formatted(names, table);
    }

    @Test
    void figuresOfSeveralExperimentsStandBelowEachOtherBesideThePublishedOnes() {
        PageTables tables = PageTables.of(
                page("deep-mnist faces", "| old |\n"),
                List.of(
                        figure("deep-mnist", "error, deep", 2.678, 2.28),
                        figure("faces", "error, deep", 118.04, null)));
        assertThat(tables.text()).isEqualTo(page("deep-mnist faces", """
                        | experiment | measure | here | published | by | seconds |
                        | --- | --- | --- | --- | --- | --- |
                        | `deep-mnist` | error, deep | 2.68 ± 0.01 | 2.28 | A. Author 2006 | 61 |
                        | `faces` | error, deep | 118.0 ± 0.0 |  |  | 61 |

                        Means and standard deviations over 3 seeds.
                        """));
        assertThat(tables.written()).isEqualTo(1);
    }

    @Test
    void severalMeasuresOfOneExperimentAreColumns() {
        PageTables tables = PageTables.of(
                page("reuters", ""),
                List.of(
                        figure("reuters", "precision at 0.4, LSA", 84.3, null),
                        figure("reuters", "precision at 0.8, LSA", 83.6, null),
                        figure("reuters", "precision at 0.4, deep", 82.5, null)));
        assertThat(tables.text())
                .contains("|  | precision at 0.4 | precision at 0.8 |\n", "| LSA | 84.30 ± 0.01 | 83.60 ± 0.01 |\n")
                .contains("| deep | 82.50 ± 0.01 |  |\n");
    }

    @Test
    void tablesOfOtherExperimentsStayAndFiguresWithoutATableAreNamed() {
        String before = page("nca", "| as it was |\n");
        PageTables tables = PageTables.of(before, List.of(figure("psd", "ratio", 1, null)));
        assertThat(tables.text()).isEqualTo(before);
        assertThat(tables.unused()).containsExactly("psd");
    }
}
