/**
 * Vectors, ids, classes and texts from Parquet files. A module of its own, since Apache Parquet's readers weigh 17 MB and bring
 * stand-ins for classes of Hadoop, which a program that uses Hadoop itself must exclude ({@code parquet-floor}).
 *
 * <pre>{@code
 * import hourglass.data.Dataset;
 * import hourglass.parquet.Parquet;
 * import hourglass.parquet.ParquetColumns;
 * import java.nio.file.Path;
 *
 * class ReadVectors {
 *     public static void main(String[] args) {
 *         Dataset vectors = Parquet.read(Path.of(args[0]), ParquetColumns.DEFAULT.withVector("embedding"));
 *         System.out.println(vectors.rows().count() + " vectors of " + vectors.rows().columns() + " numbers");
 *     }
 * }
 * }</pre>
 */
@NullMarked
package hourglass.parquet;

import org.jspecify.annotations.NullMarked;
