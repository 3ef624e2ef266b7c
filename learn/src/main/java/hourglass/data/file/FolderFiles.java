package hourglass.data.file;

import hourglass.data.InputException;
import hourglass.data.LabelIndex;
import hourglass.data.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files of a folder and all its sub-folders, an item each, in the order of their paths as text, which is the same on all
 * systems. Hidden ones do not count.
 */
record FolderFiles(Path folder, List<Path> files) {
    /** What an archive of macOS adds to its content. */
    private static final String RESOURCE_FORKS = "__MACOSX";

    /** Finds the files whose names, in lower case or not, fulfil a condition. */
    static FolderFiles find(Path folder, Predicate<String> names) {
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            List<Path> files = all.filter(file -> names.test(String.valueOf(file.getFileName())))
                    .filter(file -> !isHidden(folder, file) && Files.isRegularFile(file))
                    .sorted(Comparator.comparing(file -> id(folder, file)))
                    .toList();
            return new FolderFiles(folder, files);
        } catch (IOException | UncheckedIOException e) {
            throw new InputException(
                    folder.toString(), "", "cannot be searched (" + e.getMessage() + ")", "check the permissions", e);
        }
    }

    /** Those of which the names fulfil a condition. */
    FolderFiles named(Predicate<String> names) {
        return new FolderFiles(
                folder,
                files.stream()
                        .filter(file -> names.test(String.valueOf(file.getFileName())))
                        .toList());
    }

    private static boolean isHidden(Path folder, Path file) {
        for (Path name : folder.relativize(file)) {
            if (isHidden(name.toString())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a file or folder of this name does not count. */
    static boolean isHidden(String name) {
        return name.startsWith(".") || name.equals(RESOURCE_FORKS);
    }

    private static String id(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** Their paths within the folder, with slashes. */
    List<String> ids() {
        return files.stream().map(file -> id(folder, file)).toList();
    }

    /** The path of one within the folder. */
    String id(Path file) {
        return id(folder, file);
    }

    /** Some of these. */
    FolderFiles without(List<Path> others) {
        return others.isEmpty()
                ? this
                : new FolderFiles(
                        folder,
                        files.stream().filter(file -> !others.contains(file)).toList());
    }

    /**
     * The names of the sub-folders, where all files lie in several of them; else null. Where a single folder holds all, its own
     * sub-folders count.
     */
    @Nullable
    Labels labels() {
        for (int level = 0; !isAnyAt(level); level++) {
            LabelIndex labels = new LabelIndex();
            for (Path file : files) {
                labels.add(folder.relativize(file).getName(level).toString());
            }
            Labels found = labels.labels();
            if (found.names().size() > 1) {
                return found;
            }
        }
        return null;
    }

    /** Whether some files lie in sub-folders and others beside these. */
    boolean isMixed() {
        return isAnyAt(0) && files.stream().anyMatch(file -> !isAt(file, 0));
    }

    private boolean isAnyAt(int level) {
        return files.stream().anyMatch(file -> isAt(file, level));
    }

    private boolean isAt(Path file, int level) {
        return folder.relativize(file).getNameCount() == level + 1;
    }
}
