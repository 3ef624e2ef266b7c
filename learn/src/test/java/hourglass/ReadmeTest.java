package hourglass;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.Matrix;
import hourglass.data.Rows;
import hourglass.data.generated.PenDigits;
import hourglass.eval.ReconstructionError;
import hourglass.persistence.FittedModel;
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
        FittedModel model =
                AutoencoderTrainer.builder(500, 30).epochs(5).build().fit(digits);

        Matrix codes = model.encode(digits);
        Matrix again = model.decode(codes);
        double error = ReconstructionError.squared(model, digits);
        model.save(Path.of("target/digits.safetensors"));
        // end
        assertThat(codes).hasToString("10000 x 30");
        assertThat(again).hasToString("10000 x 784");
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
