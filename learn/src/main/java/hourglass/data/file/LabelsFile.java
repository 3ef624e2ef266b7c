package hourglass.data.file;

import hourglass.data.LabelIndex;
import hourglass.data.Labels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of classes beside a file of rows, zipped or not. It has the name of the other with "images" replaced by
 * "labels" and "idx3" by "idx1": {@code train-images-idx3-ubyte.gz} goes with {@code train-labels-idx1-ubyte}. Where
 * that changes nothing, "-labels.idx" follows the name: {@code digits.npy} goes with {@code digits-labels.idx}.
 */
final class LabelsFile {
    private LabelsFile() {}

    /** The name, as of a file beside the rows. */
    static String name(Path rows) {
        String name = String.valueOf(rows.getFileName());
        String labels = name.replace("images", "labels").replaceAll("idx[2-8]", "idx1");
        return labels.equals(name) ? name.replaceFirst("[.-](npy|idx.*)(\\.gz)?$", "") + "-labels.idx" : labels;
    }

    /** The file that there is, or null. */
    static @Nullable Path beside(Path rows) {
        String labels = name(rows);
        String plain = labels.endsWith(".gz") ? labels.substring(0, labels.length() - 3) : labels;
        for (String candidate : List.of(labels, plain, plain + ".gz")) {
            Path path = rows.resolveSibling(candidate);
            if (Files.exists(path) && !path.equals(rows)) {
                return path;
            }
        }
        return null;
    }

    /** Reads a class for each of {@code count} rows that {@code rows} holds. */
    static Labels read(Path path, Path rows, int count) {
        try (Source source = Source.open(path)) {
            LabelIndex labels = Npy.matches(source.peek(Npy.MAGIC_BYTES)) ? Npy.labels(source) : Idx.labels(source);
            if (labels.count() != count) {
                throw source.wrong(
                        "",
                        "holds %d labels, but %s holds %d rows".formatted(labels.count(), rows, count),
                        "give files that belong together");
            }
            return labels.labels();
        }
    }
}
