package hourglass;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.eval.ReconstructionError;
import hourglass.matrix.ThreadTeam;
import hourglass.model.Autoencoder;
import hourglass.train.AutoencoderTrainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's first example is this file's, and runs. */
class ReadmeTest {
    private static final Path README = Path.of("../README.md");
    private static final Path HERE = Path.of("src/test/java/hourglass/ReadmeTest.java");

    /** The example, but for smaller sizes: the text between the two comment lines. */
    private static double example() {
        // README
        Rows digits = PenDigits.of(10_000, 1).rows();
        AutoencoderTrainer trainer =
                AutoencoderTrainer.builder(500, 30).epochs(5).build();
        Autoencoder model = trainer.fit(digits).model();

        float[] codes = model.encode(digits);
        float[] again = model.decode(codes);
        double error = ReconstructionError.squared(model, digits, ThreadTeam.shared());
        // end
        assertThat(codes).hasSize(30 * digits.count());
        assertThat(again).hasSize(784 * digits.count());
        return error;
    }

    @Test
    void firstExampleIsTheOneThatRunsHere() throws IOException {
        String readme = Files.readString(README);
        Matcher block = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(readme);
        assertThat(block.find()).isTrue();
        String shown = block.group(1).strip();
        String source = Files.readString(HERE);
        String run = source.substring(source.indexOf("// README\n") + 10, source.indexOf("// end\n"))
                .replaceAll("(?m)^        ", "")
                .strip();
        assertThat(shown).isEqualTo(run);
        assertThat(shown.lines()).hasSizeLessThan(15);
        assertThat(readme.substring(0, block.start()).lines()).hasSizeLessThan(35);
    }

    @Test
    void firstExampleLearns() {
        // The total variance of these digits is about 43.
        assertThat(example()).isLessThan(15);
    }
}
