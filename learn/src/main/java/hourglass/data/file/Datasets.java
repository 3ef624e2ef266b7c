package hourglass.data.file;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one door to data in files of any kind.
 *
 * <p>A file is {@link Idx}, {@link Npy} or {@link SvmLight} by its first bytes, else {@link Csv}. A folder may hold the four files of
 * MNIST (or others named like them), sub-folders {@code train} and {@code test} of images, or images.
 */
public final class Datasets {
    private static final int START = 512;

    private Datasets() {}

    /**
     * Opens a file or folder.
     *
     * @throws InputException if it does not exist, is of no known kind or is damaged; the message names the place and the reason
     */
    public static Dataset open(Path path, ReadOptions options) {
        if (!Files.exists(path)) {
            throw new InputException(path.toString(), "", "there is no such file or folder", "check the name");
        }
        boolean test = options.split() == Split.TEST;
        if (!Files.isDirectory(path)) {
            if (test) {
                throw noTestPart(path);
            }
            return file(path, options);
        }
        Path part = part(path, options.split());
        if (part != null) {
            return Files.isDirectory(part) ? ImageFolder.read(part, options) : file(part, options);
        }
        if (test) {
            throw noTestPart(path);
        }
        return ImageFolder.read(path, options);
    }

    /** Whether a folder has a test part, to be opened by {@link ReadOptions#withSplit}. */
    public static boolean hasTestPart(Path path) {
        return Files.isDirectory(path) && part(path, Split.TEST) != null;
    }

    private static InputException noTestPart(Path path) {
        return new InputException(
                path.toString(),
                "",
                "has no test part",
                "give a folder of train-images... and test-images... files, or of sub-folders train and test");
    }

    /** Whether this is a file of text with columns, which can be read as a {@link Table}. */
    public static boolean isText(Path path) {
        if (!Files.exists(path) || Files.isDirectory(path)) {
            return false;
        }
        byte[] start = start(path);
        return !Idx.matches(start) && !Npy.matches(start) && !SvmLight.matches(start);
    }

    private static byte[] start(Path path) {
        try (Source source = Source.open(path)) {
            return source.peek(START);
        }
    }

    private static Dataset file(Path path, ReadOptions options) {
        byte[] start = start(path);
        if (Idx.matches(start)) {
            return Idx.read(path, options);
        }
        if (Npy.matches(start)) {
            return Npy.read(path, options);
        }
        ForeignFormat.refuse(path, start);
        return SvmLight.matches(start) ? SvmLight.read(path).dataset() : Csv.read(path, options);
    }

    /** The file or folder that holds one part of a folder, if the folder has parts. */
    private static @Nullable Path part(Path folder, Split split) {
        Path train = folder.resolve("train");
        Path test = folder.resolve("test");
        if (Files.isDirectory(train) && Files.isDirectory(test)) {
            return split == Split.TEST ? test : train;
        }
        List<Path> files = rowFiles(folder);
        List<Path> part = files.stream()
                .filter(file -> isTest(file) == (split == Split.TEST))
                .toList();
        if (part.size() > 1) {
            throw new InputException(
                    folder.toString(),
                    "",
                    "holds several files of rows: %s and %s".formatted(part.get(0), part.get(1)),
                    "give one of the files");
        }
        return part.isEmpty() ? null : part.get(0);
    }

    private static boolean isTest(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.contains("t10k") || name.contains("test");
    }

    /** The files with names like {@code train-images-idx3-ubyte.gz} or {@code images.npy}, each once. */
    private static List<Path> rowFiles(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> sorted = files.filter(Datasets::isRowFile).sorted().toList();
            return sorted.stream()
                    .filter(file -> !sorted.contains(Path.of(file.toString().replaceAll("\\.gz$", "")))
                            || !file.toString().endsWith(".gz"))
                    .toList();
        } catch (IOException e) {
            throw new InputException(
                    folder.toString(), "", "cannot be listed (" + e.getMessage() + ")", "check the permissions", e);
        }
    }

    private static boolean isRowFile(Path file) {
        return Files.isRegularFile(file)
                && String.valueOf(file.getFileName()).matches(".*images.*(idx[2-8].*|\\.npy(\\.gz)?)");
    }
}
