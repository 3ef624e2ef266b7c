package hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/spark.md, each compiled as it stands and run. */
class SparkPageTest {
    private static final String IMPORTS = Stream.of(
                    "hourglass.persistence.*",
                    "hourglass.spark.*",
                    "hourglass.spark.codes.*",
                    "java.nio.file.*",
                    "java.util.*",
                    "org.apache.spark.sql.*")
            .map("import %s;%n"::formatted)
            .reduce("", String::concat);

    @TempDir
    private Path folder;

    @TestFactory
    Stream<DynamicTest> everyProgramRuns() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "spark.md"));
        List<String> programs = Pattern.compile("(?s)```java\n(.*?)```")
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .map(block -> block.substring("```java\n".length(), block.length() - 3))
                .toList();
        assertThat(programs).hasSizeGreaterThan(1);
        return IntStream.range(0, programs.size())
                .mapToObj(
                        i -> DynamicTest.dynamicTest("program " + (i + 1), () -> run("Program" + i, programs.get(i))));
    }

    private void run(String name, String body) throws Exception {
        Path source = folder.resolve(name + ".java");
        Files.writeString(
                source,
                "%spublic class %s {%n public static void run(SparkSession spark, Dataset<Row> items, String folder) throws Exception {%n%s}}"
                        .formatted(IMPORTS, name, body));
        int wrong = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString());
        assertThat(wrong).as("errors of the compiler in %s", body).isZero();
        SparkSession spark = LocalSpark.threads();
        try (URLClassLoader classes =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            classes.loadClass(name)
                    .getMethod("run", SparkSession.class, Dataset.class, String.class)
                    .invoke(null, spark, Frames.vectors(spark, Frames.digits(200, 1), 2), folder.toString());
        }
    }
}
