package hourglass.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.spark.sql.SparkSession;

/** Spark within this process, or with executors as processes of their own. */
final class LocalSpark {
    private LocalSpark() {}

    /** Two threads of this process. */
    static SparkSession threads() {
        return builder("local[2]").getOrCreate();
    }

    /** As many executors of one core each, every one a process. */
    static SparkSession cluster(int workers) {
        Path home = Path.of(System.getenv("SPARK_HOME"));
        try {
            Files.createDirectories(home.resolve("jars"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return builder("local-cluster[%d,1,1024]".formatted(workers))
                .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.executor.memory", "1g")
                .getOrCreate();
    }

    private static SparkSession.Builder builder(String master) {
        return SparkSession.builder()
                .master(master)
                .appName("hourglass")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "localhost")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.sql.warehouse.dir", "target/spark-warehouse");
    }
}
