package hourglass.bench.growth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import hourglass.data.Rows;
import hourglass.data.file.Datasets;
import hourglass.data.file.ReadOptions;
import hourglass.text.Corpus;
import hourglass.text.CorpusOptions;
import hourglass.text.Document;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class GrowthBenchTest {
    @TempDir
    private Path folder;

    @Test
    void documentsAreReadAsTheyAreWritten() throws IOException {
        Path file = folder.resolve("documents.jsonl");
        new GeneratedDocuments().write(file, 20);
        List<Document> documents = new ArrayList<>();
        Corpus.open(file, CorpusOptions.DEFAULT).forEach(documents::add);
        assertThat(documents).extracting(Document::id).hasSize(20).startsWith("0", "1");
        assertThat(documents)
                .allSatisfy(one -> assertThat(one.topics()).isNotEmpty().doesNotHaveDuplicates());
    }

    @Test
    void theFirstDocumentsOfALargerCollectionAreThoseOfASmallerOne() throws IOException {
        Path small = folder.resolve("small.jsonl");
        Path large = folder.resolve("large.jsonl");
        new GeneratedDocuments().write(small, 3);
        new GeneratedDocuments().write(large, 5);
        assertThat(Files.readString(large)).startsWith(Files.readString(small));
    }

    @Test
    void picturesAreRowsOfBytes() throws IOException {
        Path file = folder.resolve("pictures.idx");
        GeneratedPictures.write(file, 3);
        Rows rows = Datasets.open(file, ReadOptions.DEFAULT).rows();
        assertThat(rows.count()).isEqualTo(3);
        assertThat(rows.columns()).isEqualTo(32 * 32 * 3);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void memoryOfAProcessIsMeasured() throws IOException, InterruptedException {
        MeasuredProcess one = MeasuredProcess.run(List.of("sleep", "0.2"), folder.resolve("log"));
        assertThat(one.megabytes()).isPositive();
        assertThat(one.seconds()).isGreaterThanOrEqualTo(0.2);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aStepThatFailsSaysWhy() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> MeasuredProcess.run(List.of("sh", "-c", "echo no room; exit 3"), folder.resolve("log")))
                .withMessageContaining("no room");
    }

    @Test
    void asksForSomethingToMeasure() {
        StringWriter errors = new StringWriter();
        int status = new CommandLine(new GrowthBench())
                .setErr(new PrintWriter(errors))
                .execute();
        assertThat(status).isEqualTo(2);
        assertThat(errors.toString()).contains("give --documents or --pictures");
    }
}
