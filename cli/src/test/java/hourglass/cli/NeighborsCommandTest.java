package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.codes.BinaryCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighborsCommandTest {
    @TempDir
    private Path folder;

    private Path text;
    private Path table;

    @BeforeEach
    void write() throws IOException {
        text = Files.writeString(folder.resolve("four.bits"), "00000000\n00000011\n00000111\n11111111\n");
        table = folder.resolve("neighbors.csv");
    }

    @Test
    void findsTheNeighboursOfEachCodeWithoutItself() {
        Cli.Result result = Cli.run("neighbors", text, "--top", 1, "-o", table);
        assertThat(result.out()).startsWith("4 neighbours of 4 queries among 4 codes of 8 bits in " + table);
        assertThat(table).hasContent("query,neighbour,distance\n0,1,2\n1,2,1\n2,1,1\n3,2,5\n");
    }

    @Test
    void findsTheNeighboursOfOtherCodesByTheirIdsWithinARadius() throws IOException {
        Files.writeString(folder.resolve("four-ids.csv"), "id\na\n\"b, c\"\nd\ne\n");
        Path queries = Files.writeString(folder.resolve("query.bits"), "00000001\n");
        Cli.succeed("neighbors", text, "--queries", queries, "--radius", 2, "-o", table);
        assertThat(table).hasContent("query,neighbour,distance\n0,a,1\n0,\"b, c\",1\n0,d,2\n");
    }

    @Test
    void findsWhatAScanOfAllCodesFinds() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        List<String> lines = IntStream.range(0, 300)
                .mapToObj(i -> "%32s"
                        .formatted(Integer.toBinaryString(random.nextInt()))
                        .replace(' ', '0'))
                .toList();
        Path many = Files.write(folder.resolve("many.bits"), lines);
        Path codesFile = folder.resolve("many.codes");
        Cli.succeed("convert", many, "-o", codesFile);
        Cli.succeed("neighbors", codesFile, "--top", 3, "-o", table);
        BinaryCodes codes = BinaryCodes.open(codesFile);
        List<String> expected = new ArrayList<>(List.of("query,neighbour,distance"));
        for (int query = 0; query < 300; query++) {
            int one = query;
            IntStream.range(0, 300)
                    .filter(item -> item != one)
                    .boxed()
                    .sorted(Comparator.comparingInt((Integer item) -> codes.distance(item, codes.code(one)))
                            .thenComparingInt(item -> item))
                    .limit(3)
                    .forEach(item -> expected.add(one + "," + item + "," + codes.distance(item, codes.code(one))));
        }
        assertThat(Files.readAllLines(table)).isEqualTo(expected);
    }

    @Test
    void refusesCodesOfAnotherLength() throws IOException {
        Path queries = Files.writeString(folder.resolve("short.bits"), "0000\n");
        assertThat(Cli.run("neighbors", text, "--queries", queries, "-o", table).err())
                .contains("short.bits: has codes of 4 bits, but those of")
                .hasLineCount(1);
        assertThat(Cli.run("neighbors", text, "--radius", 9, "-o", table).err()).contains("--radius");
    }
}
