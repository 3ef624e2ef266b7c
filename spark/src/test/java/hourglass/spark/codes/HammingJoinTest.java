package hourglass.spark.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.codes.BinaryCodes;
import hourglass.codes.LinearScan;
import hourglass.codes.Neighbors;
import hourglass.data.InputException;
import hourglass.spark.LocalSpark;
import hourglass.spark.codes.HammingPlanner.Costs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HammingJoinTest {
    /** Buckets are heavy and cut into pieces as they are in tables of many millions of rows. */
    private static final Costs TINY = new Costs(20, 64, 1 << 12);

    private static SparkSession spark;

    @BeforeAll
    static void start() {
        spark = LocalSpark.threads();
    }

    @ParameterizedTest
    @CsvSource({
        "16, 0, 0, 0",
        "16, 3, 30, 0.05",
        "16, 2, 1, 0",
        "64, 0, 30, 0.02",
        "64, 3, 40, 0.03",
        "64, 8, 0, 0",
        "64, 8, 3, 0.06",
        "64, 3, 1, 0",
        "100, 1, 40, 0.01",
        "100, 5, 20, 0.03",
        "256, 3, 50, 0.01",
        "256, 8, 2, 0.02",
    })
    void findsTheSamePairsAsTheJoinInMemory(int bits, int radius, int centres, double noise) {
        BinaryCodes codes = HammingSamples.clustered(bits, 300, centres, noise, 1);
        List<String> expected = new ArrayList<>();
        hourglass.codes.join.HammingJoin.of(codes, radius)
                .forEach((first, second, distance) -> expected.add(first + " " + second + " " + distance));
        HammingJoin join = new HammingJoin().setRadius(radius);
        assertThat(lines(join.withCosts(TINY).transform(HammingSamples.table(spark, codes))))
                .isEqualTo(sorted(expected));
    }

    @ParameterizedTest
    @CsvSource({"16, 2, 0.05", "64, 3, 0.03", "64, 7, 0.05", "100, 4, 0"})
    void findsThePairsOfTwoTables(int bits, int radius, double noise) {
        BinaryCodes items = HammingSamples.clustered(bits, 250, 5, noise, 2);
        BinaryCodes queries = HammingSamples.clustered(bits, 100, 5, noise, 2);
        List<String> expected = new ArrayList<>();
        Neighbors[] found = LinearScan.of(items).within(queries, radius, 1);
        for (int query = 0; query < found.length; query++) {
            for (int i = 0; i < found[query].count(); i++) {
                expected.add(query + " " + found[query].item(i) + " " + found[query].distance(i));
            }
        }
        HammingSamples.table(spark, items).createOrReplaceTempView("items");
        HammingJoin join = new HammingJoin().setRadius(radius).setItemsTable("items");
        assertThat(lines(join.withCosts(TINY).transform(HammingSamples.table(spark, queries))))
                .isEqualTo(sorted(expected));
    }

    @ParameterizedTest
    @CsvSource({"16, 0, 0", "64, 10, 0.03", "64, 1, 0", "100, 3, 0.02"})
    void findsTheNearestOfEachRow(int bits, int centres, double noise) {
        BinaryCodes codes = HammingSamples.clustered(bits, 200, centres, noise, 3);
        HammingJoin join = new HammingJoin().setK(4);
        assertThat(lines(join.withCosts(TINY).transform(HammingSamples.table(spark, codes))))
                .isEqualTo(sorted(nearest(codes, 4, bits)));
    }

    @Test
    void findsTheNearestWithinARadius() {
        BinaryCodes codes = HammingSamples.clustered(64, 200, 10, 0.05, 4);
        HammingJoin join = new HammingJoin().setK(6).setRadius(5);
        assertThat(lines(join.transform(HammingSamples.table(spark, codes)))).isEqualTo(sorted(nearest(codes, 6, 5)));
    }

    @Test
    void ordersTextAsSparkDoes() {
        List<Row> rows = Stream.of("\uD83D\uDE00", "\uFFFD", "a", "b")
                .map(id -> RowFactory.create(id, new byte[] {1}))
                .toList();
        StructType schema = new StructType().add("id", DataTypes.StringType).add("code", DataTypes.BinaryType);
        Dataset<Row> table = spark.createDataFrame(rows, schema);
        Dataset<Row> pairs = new HammingJoin().setRadius(0).transform(table);
        assertThat(pairs.where("id1 < id2").count()).isEqualTo(6);
    }

    @Test
    void takesCodesAsLongsAndAsBytes() {
        BinaryCodes codes = HammingSamples.clustered(128, 60, 5, 0.02, 5);
        List<Row> rows = IntStream.range(0, codes.count())
                .mapToObj(i -> RowFactory.create((long) i, codes.code(i)))
                .toList();
        StructType schema = new StructType()
                .add("id", DataTypes.LongType)
                .add("code", DataTypes.createArrayType(DataTypes.LongType));
        HammingJoin join = new HammingJoin().setRadius(4);
        assertThat(lines(join.join(spark.createDataFrame(rows, schema), HammingSamples.table(spark, codes))))
                .isEqualTo(lines(join.join(HammingSamples.table(spark, codes), HammingSamples.table(spark, codes))));
    }

    @Test
    void joinsEmptyTables() {
        Dataset<Row> none = spark.createDataFrame(List.of(), HammingSamples.SCHEMA);
        Dataset<Row> some = HammingSamples.table(spark, HammingSamples.clustered(64, 3, 0, 0, 1));
        assertThat(new HammingJoin().setRadius(2).transform(none).count()).isZero();
        assertThat(new HammingJoin().setK(2).join(none, some).count()).isZero();
        assertThat(new HammingJoin().setK(2).join(some, none).count()).isZero();
    }

    @Test
    void aSavedJoinIsTheSame(@TempDir Path folder) throws IOException {
        HammingJoin join = new HammingJoin().setRadius(3).setK(2).setRankCol("place");
        join.write().save(folder.resolve("join").toString());
        assertThat(HammingJoin.load(folder.resolve("join").toString())
                        .extractParamMap()
                        .toString())
                .isEqualTo(join.extractParamMap().toString());
    }

    @Test
    void theSchemaIsToldBeforehand() {
        Dataset<Row> table = HammingSamples.table(spark, HammingSamples.clustered(64, 3, 0, 0, 1));
        HammingJoin join = new HammingJoin().setK(1);
        assertThat(join.transformSchema(table.schema()).simpleString())
                .isEqualTo(join.transform(table).schema().simpleString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id; code                          | 65 | 1 | radius: 65 is more than the 64 bits of the codes; lower it",
                "id; code                          | -1 | 1 | radius: -1 is negative; give 0 or more",
                "id; code                          | 3  | 0 | k: 0 neighbours were asked for; give 1 or more",
                "id as number; code                | 3  | 1 | column id: is not there; the columns are number, code; name another by idCol or codeCol",
                "cast(id as double) id; code       | 3  | 1 | column id: ids are bigint, int or string, but this is double; cast it, or name another column by idCol",
                "id; string(id) code               | 3  | 1 | column code: codes are binary, bigint or array<bigint>, but this is string; pack the bits in bytes, or name another column by codeCol",
                "if(id = 2, null, id) id; code     | 3  | 1 | column id: partition 0, row 3: is null; give each row an id, or leave out those that have none",
                "id; if(id = 2, null, code) code   | 3  | 1 | column code: the row of id 2: is null; leave out rows that have no code",
                "id; if(id = 2, binary('ab'), code) code | 3 | 1 | column code: the row of id 2: has 16 bits, not 64 as others have; encode all rows with the same model",
            })
    void saysWhatIsWrong(String columns, int radius, int k, String message) {
        Dataset<Row> table = HammingSamples.table(spark, HammingSamples.clustered(64, 5, 0, 0, 1))
                .coalesce(1)
                .selectExpr(columns.split("; "));
        HammingJoin join = new HammingJoin().setRadius(radius).setK(k);
        assertThatThrownBy(() -> join.transform(table))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void namesATableThatIsNotThere() {
        HammingJoin join = new HammingJoin().setRadius(1).setItemsTable("nowhere");
        assertThatThrownBy(() -> join.transform(spark.range(1).toDF()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("itemsTable: there is no table or view 'nowhere'");
    }

    private static List<String> nearest(BinaryCodes codes, int k, int radius) {
        List<String> expected = new ArrayList<>();
        Neighbors[] found = LinearScan.of(codes).nearestWithin(codes, codes.count(), radius, 1);
        for (int query = 0; query < found.length; query++) {
            for (int i = 0, rank = 1; i < found[query].count() && rank <= k; i++) {
                if (found[query].item(i) != query) {
                    expected.add(query + " " + found[query].item(i) + " " + found[query].distance(i) + " " + rank++);
                }
            }
        }
        return expected;
    }

    private static List<String> lines(Dataset<Row> rows) {
        return sorted(
                rows.collectAsList().stream().map(row -> row.mkString(" ")).toList());
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }
}
