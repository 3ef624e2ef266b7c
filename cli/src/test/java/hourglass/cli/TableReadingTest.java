package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of how a table is read. */
class TableReadingTest {
    @TempDir
    private Path folder;

    @Test
    void saysHowATableIsRead() throws IOException {
        Path table = Files.write(
                folder.resolve("t.csv"),
                "städte;größe;tag\nKöln;1,5;2024-01-31\nKöln;NA;2024-02-01\nZürich;2,25;2024-02-02\n"
                        .getBytes(Charset.forName("windows-1252")));
        assertThat(Cli.succeed("data", "info", table).out().lines().map(String::strip))
                .contains(
                        "numbers     größe (decimal commas)",
                        "dates       tag",
                        "categories  städte (2)",
                        "missing     1 cell: 1 'NA'",
                        "encoding    windows-1252",
                        "separator   semicolons");
    }

    @Test
    void saysWhichColumnsAreConstant() throws IOException {
        Path one = Files.writeString(folder.resolve("t.csv"), "a,b\n1,5\n2,5\n3,NA\n");
        assertThat(Cli.succeed("data", "info", one).out()).contains("b has the same value in all rows");
        Path two = Files.writeString(folder.resolve("t.csv"), "a,b,c\n1,5,x\n2,5,x\n");
        assertThat(Cli.succeed("data", "info", two).out()).contains("2 columns have the same value in all rows: b, c");
    }

    @Test
    void fillsAGapAmongLargeNumbersWithinTheirRange() throws IOException {
        StringBuilder text = new StringBuilder("seconds,dose\n");
        IntStream.range(0, 120).forEach(i -> text.append(i == 20 ? "" : 1_700_000_000L + 10L * i)
                .append(",")
                .append(i)
                .append(".5\n"));
        Path table = Files.writeString(folder.resolve("t.csv"), text);
        Path filled = folder.resolve("filled.csv");
        Cli.succeed("impute", "--data", table, "-o", filled, "--epochs", 5, "--threads", 1);
        String cell = Files.readAllLines(filled).get(21).split(",")[0];
        assertThat(Long.parseLong(cell)).isBetween(1_700_000_000L, 1_700_001_190L);
    }

    @Test
    void takesAGivenDecimalMark() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "a\tb\n1,234\t1\n2,345\t2\n");
        assertThat(Cli.succeed("data", "info", table, "--decimal", "comma").out())
                .contains("1.000 to 2.345");
    }
}
