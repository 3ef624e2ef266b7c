package hourglass.spark.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.codes.BinaryCodes;
import hourglass.codes.LinearScan;
import hourglass.codes.Neighbors;
import hourglass.data.InputException;
import hourglass.spark.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HammingNeighborsTest {
    private static final int K = 5;
    private static final BinaryCodes ITEMS = HammingSamples.clustered(100, 400, 20, 0.03, 1);
    private static final BinaryCodes QUERIES = HammingSamples.clustered(100, 40, 20, 0.03, 1);

    private static SparkSession spark;

    @TempDir
    Path folder;

    @BeforeAll
    static void start() {
        spark = LocalSpark.threads();
    }

    private HammingNeighbors estimator() {
        return new HammingNeighbors()
                .setK(K)
                .setIndexPath(folder.resolve("index").toUri().toString());
    }

    private static Dataset<Row> items() {
        return HammingSamples.table(spark, ITEMS).repartition(3);
    }

    private static Dataset<Row> queries() {
        return HammingSamples.table(spark, QUERIES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bigint", "int", "string"})
    void findsWhatAScanFindsByIdsOfEachType(String type) {
        HammingNeighborsModel model =
                estimator().setRadius(9).fit(items().selectExpr("cast(id as " + type + ") id", "code"));
        Dataset<Row> found = model.transform(queries()).withColumnRenamed("id", "query");
        List<String> lines = found
                .selectExpr("query", "posexplode(neighbors) (rank, near)")
                .selectExpr("query", "near.distance", "near.id")
                .collectAsList()
                .stream()
                .map(row -> row.mkString(" "))
                .toList();
        assertThat(lines).isEqualTo(scanned(type.equals("string")));
        assertThat(found.selectExpr("typeof(neighbors[0].id)").head().getString(0))
                .isEqualTo(type);
    }

    /** Numbers as text have another order. */
    private static List<String> scanned(boolean text) {
        List<String> lines = new ArrayList<>();
        Neighbors[] found = LinearScan.of(ITEMS).nearestWithin(QUERIES, ITEMS.count(), 9, 1);
        for (int query = 0; query < found.length; query++) {
            int number = query;
            Neighbors near = found[query];
            Stream.iterate(0, i -> i < near.count(), i -> i + 1)
                    .sorted((a, b) -> near.distance(a) != near.distance(b)
                            ? Integer.compare(near.distance(a), near.distance(b))
                            : text
                                    ? String.valueOf(near.item(a)).compareTo(String.valueOf(near.item(b)))
                                    : Integer.compare(near.item(a), near.item(b)))
                    .limit(K)
                    .forEach(i -> lines.add(number + " " + near.distance(i) + " " + near.item(i)));
        }
        return lines;
    }

    @Test
    void aSavedPipelineFindsTheSame() throws IOException {
        PipelineModel fitted =
                new Pipeline().setStages(new PipelineStage[] {estimator()}).fit(items());
        fitted.write().save(folder.resolve("pipeline").toString());
        PipelineModel loaded = PipelineModel.load(folder.resolve("pipeline").toString());
        assertThat(loaded.transform(queries()).collectAsList())
                .isEqualTo(fitted.transform(queries()).collectAsList());
    }

    @Test
    void refusesToReplaceAnIndexUnasked() {
        estimator().fit(items());
        assertThatThrownBy(() -> estimator().fit(items()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is there already; name another folder, or set overwrite");
    }

    @Test
    void replacesAnIndexWhenAsked() throws IOException {
        estimator().fit(items());
        estimator().setOverwrite(true).fit(items().limit(10).repartition(1));
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("codes-")))
                    .hasSize(1);
        }
    }

    @Test
    void noticesAFileThatChanged() throws IOException {
        HammingNeighborsModel model = estimator().fit(items());
        Path file;
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            file = files.filter(one -> one.getFileName().toString().startsWith("codes-"))
                    .findFirst()
                    .orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        assertThatThrownBy(() -> model.transform(queries()).collectAsList())
                .hasStackTraceContaining(file.getFileName() + ": on host")
                .hasStackTraceContaining("is not the file that was written with the index");
    }

    @Test
    void saysWhichFileCannotBeRead() throws IOException {
        HammingNeighborsModel model = estimator().fit(items());
        Dataset<Row> found = model.transform(queries());
        try (Stream<Path> files = Files.list(folder.resolve("index"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThatThrownBy(found::collectAsList)
                .hasStackTraceContaining("codes-00000")
                .hasStackTraceContaining("put the index where every executor can read it");
    }

    @Test
    void namesTheRowWhoseCodeHasAnotherLength() {
        HammingNeighborsModel model = estimator().fit(items());
        Dataset<Row> bad = queries().selectExpr("id", "if(id = 7, binary('x'), code) code");
        assertThatThrownBy(() -> model.transform(bad).collectAsList())
                .hasStackTraceContaining("column code: the row of id 7: has 8 bits, not 104 as others have");
    }

    @Test
    void namesTheMissingIndex() {
        HammingNeighborsModel model = new HammingNeighborsModel()
                .setK(1)
                .setIndexPath(folder.resolve("none").toString());
        assertThatThrownBy(() -> model.transform(queries()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("has no index; fit one, or check the path");
    }
}
