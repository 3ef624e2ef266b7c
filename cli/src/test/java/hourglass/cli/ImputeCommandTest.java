package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImputeCommandTest {
    @TempDir
    private Path folder;

    @Test
    void fillsEveryGapAndLeavesTheRestByteForByte() throws IOException {
        Path trees = trees(100, 0.1);
        Path filled = folder.resolve("filled.csv");
        Cli.succeed("impute", "--data", trees, "-o", filled, "--epochs", 5, "--threads", 1);
        List<String> before = Files.readAllLines(trees);
        List<String> after = Files.readAllLines(filled);
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            String[] old = before.get(i).split(",", -1);
            String[] now = after.get(i).split(",", -1);
            for (int column = 0; column < old.length; column++) {
                assertThat(now[column]).isNotEmpty();
                assertThat(old[column]).isIn("", now[column]);
            }
        }
    }

    @Test
    void tellsHiddenCellsBetterThanTheirMeans() {
        JsonNode hidden = impute(trees(600, 0.1), "--epochs", 120).get("hidden");
        assertThat(hidden.get("cells").asInt()).isBetween(100, 260);
        assertThat(hidden.get("error").asDouble())
                .isLessThan(0.75 * hidden.get("errorOfMean").asDouble());
    }

    /** Where a network has too few rows to learn from. */
    @Test
    void predictsLinearRelationsFromFewRows() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder("a,b,c,d,e,f,g,h\n");
        for (int row = 0; row < 80; row++) {
            double x = random.nextGaussian();
            double y = random.nextGaussian();
            double z = random.nextGaussian();
            text.append("%f,%f,%f,%f,%f,%f,%f,%f%n".formatted(x, y, z, x + y, x - y, y + z, x - z, x + y + z));
        }
        JsonNode hidden =
                impute(Files.writeString(folder.resolve("linear.csv"), text)).get("hidden");
        assertThat(hidden.get("error").asDouble())
                .isLessThan(0.15 * hidden.get("errorOfMean").asDouble());
    }

    @Test
    void measuresNoColumnThatIsConstant() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        StringBuilder text = new StringBuilder("a,b,c,d,e,f,g,h\n");
        for (int row = 0; row < 300; row++) {
            text.append("%f,%f,1,2,3,4,5,x%n".formatted(random.nextGaussian(), random.nextGaussian()));
        }
        JsonNode hidden = impute(Files.writeString(folder.resolve("constant.csv"), text), "--epochs", 2)
                .get("hidden");
        assertThat(hidden.get("cells").asInt()).isBetween(10, 60);
        assertThat(hidden.get("errorOfMean").asDouble()).isBetween(0.7, 1.3);
    }

    @Test
    void leavesIgnoredColumnsAsTheyAre() throws IOException {
        Path table = folder.resolve("table.csv");
        Files.writeString(table, "id,a,b\n?,1,2\nx,2,\ny,3,6\nz,4,8\n");
        impute(table, "--ignore", "id", "--epochs", 2);
        assertThat(Files.readAllLines(folder.resolve("filled.csv")).get(1)).isEqualTo("?,1,2");
    }

    @Test
    void fillsOtherTablesByASavedModel() {
        Path model = folder.resolve("model.safetensors");
        impute(trees(100, 0.1), "--epochs", 5, "--save-model", model);
        JsonNode result = impute(trees(50, 0.2), "--model", model);
        assertThat(result.get("filled").asInt())
                .isEqualTo(result.get("missing").asInt())
                .isPositive();
    }

    private Path trees(int count, double missing) {
        Path trees = folder.resolve("trees.csv");
        Cli.succeed("data", "trees", "--count", count, "--missing", missing, "-o", trees);
        return trees;
    }

    private JsonNode impute(Path data, Object... more) {
        Object[] command = {"impute", "--data", data, "-o", folder.resolve("filled.csv"), "--threads", 1, "--json"};
        return Cli.succeed(Stream.of(command, more).flatMap(Stream::of).toArray())
                .json();
    }
}
