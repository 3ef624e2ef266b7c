package hourglass.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** Spark within this process, or with executors as processes of their own. */
public final class LocalSpark {
    private LocalSpark() {}

    /** Two threads of this process; the same session each time, and open to clients of Spark Connect. */
    public static SparkSession threads() {
        return of("local[2]", builder -> builder.config(
                        "spark.plugins", "org.apache.spark.sql.connect.SparkConnectPlugin")
                .config("spark.connect.grpc.binding.port", "0"));
    }

    /** As many executors of one core each, every one a process. */
    public static SparkSession cluster(int workers) {
        Path home = Path.of(System.getenv("SPARK_HOME"));
        try {
            Files.createDirectories(home.resolve("jars"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of("local-cluster[%d,1,1024]".formatted(workers), builder -> builder.config(
                        "spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .config("spark.executor.memory", "1g")
                // A stage whose tasks run all at once waits this long for an executor that is started again.
                .config("spark.scheduler.barrier.maxConcurrentTasksCheck.interval", "1s"));
    }

    /** The processes of the executors: this one starts no others of Java. Their command lines are too long to be seen. */
    public static List<ProcessHandle> executors() {
        return ProcessHandle.current()
                .children()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> command.endsWith("java"))
                        .isPresent())
                .toList();
    }

    /** A process has one Spark at a time, which is stopped where another is needed. */
    private static SparkSession of(String master, UnaryOperator<SparkSession.Builder> options) {
        Option<SparkSession> active = SparkSession.getActiveSession();
        if (active.isDefined() && !active.get().sparkContext().master().equals(master)) {
            active.get().stop();
        }
        SparkSession.Builder builder = SparkSession.builder()
                .master(master)
                .appName("hourglass")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "localhost")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.sql.warehouse.dir", "target/spark-warehouse");
        return options.apply(builder).getOrCreate();
    }
}
