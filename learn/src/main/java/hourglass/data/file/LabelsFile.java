package hourglass.data.file;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.LabelIndex;
import hourglass.data.Labels;
import hourglass.data.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A file of classes beside a file of rows, zipped or not. It has the name of the other with "images" (or "data" or
 * "features") replaced by "labels" and "idx3" by "idx1", or with "x" replaced by "y": {@code train-images-idx3-ubyte.gz}
 * goes with {@code train-labels-idx1-ubyte}, {@code x_train.npy} with {@code y_train.npy}. Or "-labels" follows the name:
 * {@code digits.npy} goes with {@code digits-labels.idx} or {@code digits-labels.npy}.
 */
final class LabelsFile {
    private static final String WORD_START = "(?<![\\p{L}\\p{N}])";
    private static final String WORD_END = "(?![\\p{L}])";
    private static final String EXTENSION = "[.-](npy|idx.*)(\\.gz)?$";

    /** From here on a float does not hold all whole numbers. */
    private static final int LARGEST_LABEL = 1 << 24;

    private LabelsFile() {}

    /** The name under which it is written beside the rows. */
    static String name(Path rows) {
        String name = fileName(rows);
        String labels = name.replace("images", "labels").replaceAll("idx[2-8]", "idx1");
        return labels.equals(name) ? stem(name) + "-labels.idx" : labels;
    }

    /** The names under which it is looked for, the likeliest first. */
    static List<String> names(Path rows) {
        String name = fileName(rows);
        Set<String> plain = new LinkedHashSet<>();
        plain.add(unzipped(name(rows)));
        for (String word : List.of("images", "data", "features")) {
            replaced(name, WORD_START + word + WORD_END, "labels", plain);
            replaced(name, WORD_START + word + WORD_END, "targets", plain);
        }
        for (String y : List.of("y", "Y")) {
            replaced(name, WORD_START + "[xX]" + WORD_END, y, plain);
        }
        for (String ending : List.of("-labels", "_labels", ".labels")) {
            plain.add(stem(name) + ending + ".npy");
            plain.add(stem(name) + ending + ".idx");
        }
        plain.remove(unzipped(name));
        return plain.stream().flatMap(one -> Stream.of(one, one + ".gz")).toList();
    }

    private static void replaced(String name, String pattern, String word, Set<String> names) {
        String other = unzipped(name).replaceAll(pattern, word);
        if (!other.equals(unzipped(name))) {
            names.add(other.replaceAll("idx[2-8]", "idx1"));
        }
    }

    private static String fileName(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static String stem(String name) {
        return name.replaceFirst(EXTENSION, "");
    }

    private static String unzipped(String name) {
        return name.replaceFirst("\\.gz$", "");
    }

    /** The file that there is, or null. */
    static @Nullable Path beside(Path rows) {
        return names(rows).stream()
                .map(rows::resolveSibling)
                .filter(path -> Files.exists(path) && !path.equals(rows))
                .findFirst()
                .orElse(null);
    }

    /** Where labels were looked for in vain, and which files in the same folder look as if they held some. */
    static String absence(Path rows) {
        List<String> names =
                names(rows).stream().filter(name -> !name.endsWith(".gz")).toList();
        List<String> similar = similar(rows);
        return "there is no file %s%s beside it%s"
                .formatted(
                        names.get(0),
                        names.size() < 2 ? "" : " or " + names.get(1),
                        similar.isEmpty() ? "" : ", and %s is not taken for its labels".formatted(similar.get(0)));
    }

    private static List<String> similar(Path rows) {
        Path folder = rows.toAbsolutePath().getParent();
        List<String> similar = new ArrayList<>();
        if (folder == null) {
            return similar;
        }
        try (Stream<Path> files = Files.list(folder)) {
            files.map(LabelsFile::fileName)
                    .filter(name -> !name.equals(fileName(rows)))
                    .filter(name -> name.toLowerCase(Locale.ROOT)
                            .matches(".*(label|target|class|" + WORD_START + "y" + WORD_END + ").*"))
                    .sorted()
                    .forEach(similar::add);
        } catch (IOException e) {
            // What cannot be listed holds nothing that could be mentioned.
            similar.clear();
        }
        return similar;
    }

    /** Data with the classes that lie beside them, or with a note that a file there does not hold any. */
    static Dataset label(Dataset data, Path rows) {
        Path path = beside(rows);
        if (path == null) {
            return data;
        }
        Labels labels = fileName(path).contains("label")
                ? require(path, rows, data.rows().count())
                : read(path, rows, data.rows().count());
        return labels == null
                ? data.withNote("%s holds numbers that are not whole, so they are not read as labels".formatted(path))
                : data.withLabels(labels);
    }

    /** Reads a class for each of {@code count} rows that {@code rows} holds. */
    static Labels require(Path path, Path rows, int count) {
        Labels labels = read(path, rows, count);
        if (labels == null) {
            throw new InputException(
                    path.toString(),
                    "",
                    "holds labels that are not whole numbers",
                    "give whole numbers or texts, or rename the file if it does not hold the labels");
        }
        return labels;
    }

    /** The same; null if they are numbers that are not whole, such as the targets of a regression. */
    private static @Nullable Labels read(Path path, Path rows, int count) {
        try (Source source = Source.open(path)) {
            LabelIndex labels = Npy.matches(source.peek(Npy.MAGIC_BYTES)) ? Npy.labels(source) : Idx.labels(source);
            if (labels == null) {
                return null;
            }
            if (labels.count() != count) {
                throw source.wrong(
                        "",
                        "holds %d labels, but %s holds %d rows".formatted(labels.count(), rows, count),
                        "give files that belong together, or rename this one if it does not hold the labels");
            }
            return labels.labels();
        }
    }

    /** Classes that are given as numbers, one a row; null if some are not whole. */
    static @Nullable LabelIndex index(Source source, Rows numbers) {
        LabelIndex labels = new LabelIndex();
        float[] value = new float[1];
        for (int row = 0; row < numbers.count(); row++) {
            numbers.read(row, value, 0);
            if (value[0] != Math.rint(value[0])) {
                return null;
            }
            if (Math.abs(value[0]) >= LARGEST_LABEL) {
                throw source.wrong(
                        "row " + row,
                        "label %.0f is not within +-%d".formatted(value[0], LARGEST_LABEL),
                        "renumber them");
            }
            labels.add(Integer.toString((int) value[0]));
        }
        return labels;
    }

    /** Refuses anything but one label a row. */
    static void requireOneARow(Source source, long[] shape) {
        if (Arrays.stream(shape).skip(1).anyMatch(size -> size != 1)) {
            throw source.wrong(
                    "",
                    "labels are one a row, not of shape " + Arrays.toString(shape),
                    "save numpy.argmax(labels, axis=1) if the columns are classes, or rename the file if it does not"
                            + " hold labels");
        }
    }
}
