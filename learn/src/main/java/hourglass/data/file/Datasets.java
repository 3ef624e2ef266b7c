package hourglass.data.file;

import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The one door to data in files of any kind.
 *
 * <p>A file is {@link Idx}, {@link Npy} or {@link SvmLight} by its first bytes, {@link Vecs} by its name, else {@link Csv}. A folder may hold the four files of
 * MNIST (or others named like them), sub-folders {@code train} and {@code test} of images (or {@code train} and {@code val};
 * capitals and longer forms of these words do not matter), images, or a npy file for each item.
 */
public final class Datasets {
    private static final int START = 512;
    /** Usual names of folders that hold a part, in lower case. */
    private static final String TRAIN = "train(ing)?";

    private static final String TEST = "test(ing)?";
    private static final String VALIDATION = "val(id|idation)?|dev";

    private Datasets() {}

    /**
     * Opens a file or folder.
     *
     * @throws InputException if it does not exist, is of no known kind or is damaged; the message names the place and the reason
     */
    public static Dataset open(Path path, ReadOptions options) {
        if (!Source.exists(path)) {
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
            Dataset data = Files.isDirectory(part) ? ImageFolder.read(part, options) : file(part, options);
            return test ? data : withNoteOfOthers(data, path);
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

    /**
     * Why an array file has no labels: which file was looked for; null for data that hold their labels themselves.
     */
    public static @Nullable String absenceOfLabels(Path path) {
        Path file = Files.isDirectory(path) ? part(path, Split.TRAIN) : path;
        if (file == null || !Files.isRegularFile(file)) {
            return null;
        }
        byte[] start = start(file);
        return Idx.matches(start) || Npy.matches(start) ? LabelsFile.absence(file) : null;
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
        if (!Source.exists(path) || Files.isDirectory(path)) {
            return false;
        }
        byte[] start = start(path);
        return !Idx.matches(start) && !Npy.matches(start) && !Vecs.matches(path) && !SvmLight.matches(path);
    }

    /**
     * Whether a path holds rows of numbers alone, rather than documents or images: an array file, a folder of such files, or a file
     * {@code .csv} or {@code .tsv} whose first lines hold two numbers or more and, besides them, only a first field.
     */
    public static boolean holdsNumbers(Path path) {
        if (!Source.exists(path)) {
            return false;
        }
        if (Files.isDirectory(path)) {
            return !rowFiles(path).isEmpty() || ArrayFolder.isAll(path);
        }
        byte[] start = start(path);
        return Idx.matches(start) || Npy.matches(start) || Vecs.matches(path) || Csv.holdsNumbers(path);
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
        if (Vecs.matches(path)) {
            return Vecs.read(path, options);
        }
        ForeignFormat.refuse(path, start);
        return SvmLight.matches(path) ? SvmLight.read(path, options).dataset() : Csv.read(path, options);
    }

    /** The file or folder that holds one part of a folder, if the folder has parts. */
    private static @Nullable Path part(Path folder, Split split) {
        Path train = subfolder(folder, TRAIN);
        Path test = subfolder(folder, TEST);
        Path held = test != null ? test : subfolder(folder, VALIDATION);
        if (train != null && held != null) {
            return split == Split.TEST ? held : train;
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

    private static @Nullable Path subfolder(Path folder, String names) {
        return subfolders(folder).stream()
                .filter(path -> name(path).toLowerCase(Locale.ROOT).matches(names))
                .findFirst()
                .orElse(null);
    }

    /** Those that are not hidden. */
    private static List<Path> subfolders(Path folder) {
        return list(folder, path -> Files.isDirectory(path) && !FolderFiles.isHidden(name(path)));
    }

    /** The training part, with a note that sub-folders beside the two parts are not read. */
    private static Dataset withNoteOfOthers(Dataset train, Path folder) {
        Path test = part(folder, Split.TEST);
        if (test == null || !Files.isDirectory(test)) {
            return train;
        }
        List<Path> others = subfolders(folder).stream()
                .filter(path -> !path.equals(test) && !path.toString().equals(train.name()))
                .toList();
        return others.isEmpty()
                ? train
                : train.withNote("%s: the parts are %s and %s; %s is not read, but can be given as --data %s"
                        .formatted(
                                folder, name(Path.of(train.name())), name(test), name(others.get(0)), others.get(0)));
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static boolean isTest(Path file) {
        return name(file).contains("t10k") || name(file).contains("test");
    }

    /** The files with names like {@code train-images-idx3-ubyte.gz} or {@code images.npy}, each once. */
    private static List<Path> rowFiles(Path folder) {
        List<Path> sorted = list(folder, Datasets::isRowFile);
        return sorted.stream()
                .filter(file -> !sorted.contains(Path.of(file.toString().replaceAll("\\.gz$", "")))
                        || !file.toString().endsWith(".gz"))
                .toList();
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(wanted).sorted().toList();
        } catch (IOException e) {
            throw new InputException(
                    folder.toString(), "", "cannot be listed (" + e.getMessage() + ")", "check the permissions", e);
        }
    }

    private static boolean isRowFile(Path file) {
        return Files.isRegularFile(file)
                && (name(file).matches(".*images.*(idx[2-8].*|\\.npy(\\.gz)?)")
                        || name(file).matches("(.*[_.-])?[xX]([_.-].*)?\\.npy(\\.gz)?"));
    }
}
