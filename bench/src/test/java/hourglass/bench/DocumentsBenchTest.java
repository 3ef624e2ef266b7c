package hourglass.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DocumentsBenchTest {
    @Test
    void timesSparseDocumentsAgainstDenseOnes() {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new Bench())
                .setOut(new PrintWriter(out))
                .execute("documents", "--words", "40", "--length", "5", "--rounds", "1", "--seconds", "0.01");
        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("4,096 documents of 5 words")
                .containsPattern("first layer of 500, forward and back +[0-9.]+ +[0-9.]+ +[0-9.]+")
                .containsPattern("Adam step of 500-500-128 +[0-9.]+ +[0-9.]+ +[0-9.]+")
                .containsPattern("text to codes: [0-9,]+ documents a second");
    }

    @Test
    void refusesNumbersThatMakeNoSense() {
        StringWriter err = new StringWriter();
        int exit = new CommandLine(new Bench()).setErr(new PrintWriter(err)).execute("documents", "--length", "0");
        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("above 0");
    }
}
