package hourglass.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file of classes beside a file of rows. It has the name of the other with "images" replaced by "labels" and "idx3"
 * by "idx1", zipped or not: {@code train-images-idx3-ubyte.gz} goes with {@code train-labels-idx1-ubyte}.
 */
final class LabelsFile {
    private LabelsFile() {}

    static @Nullable Path beside(Path rows) {
        String name = String.valueOf(rows.getFileName());
        String labels = name.replace("images", "labels").replaceAll("idx[2-8]", "idx1");
        if (labels.equals(name)) {
            return null;
        }
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
