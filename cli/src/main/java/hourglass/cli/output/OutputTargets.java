package hourglass.cli.output;

import hourglass.data.InputException;
import hourglass.data.file.AtomicFile;
import hourglass.data.file.Idx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that a command reads and writes, checked before long work begins: no file is written over what the command
 * reads or over another of its files, and none replaces a file that holds something else, unless --overwrite is given.
 * Devices, pipes and standard output are written to and never replaced.
 */
public final class OutputTargets {
    private static final String OVERWRITE = "name another file, or add --overwrite to replace it";

    private final boolean overwrite;
    private final List<Path> inputs = new ArrayList<>();
    private final List<Target> targets = new ArrayList<>();

    private record Target(Path path, Content content) {}

    /**
     * No files yet.
     *
     * @param overwrite whether a file may replace one that holds something else
     */
    public OutputTargets(boolean overwrite) {
        this.overwrite = overwrite;
    }

    /** Adds a file or folder that the command reads, and the labels beside it. */
    public OutputTargets reading(Path... paths) {
        for (Path path : paths) {
            if (isPipe(path)) {
                continue;
            }
            inputs.add(path);
            if (path.getFileName() != null && !Files.isDirectory(path)) {
                Path labels = Idx.labelsBeside(path);
                String plain = labels.toString().replaceFirst("\\.gz$", "");
                inputs.add(Path.of(plain));
                inputs.add(Path.of(plain + ".gz"));
            }
        }
        return this;
    }

    private static boolean isPipe(Path path) {
        return Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path);
    }

    /** Adds a file to be written. */
    public OutputTargets writing(Path path, Content content) {
        targets.add(new Target(path, content));
        return this;
    }

    /**
     * Refuses files that must not or could not be written, and removes what killed runs left beside them.
     *
     * @throws InputException if a file is an input or another output, replaces something of another kind, is a folder, or
     *     its folder does not exist or may not be written
     */
    public void check() {
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            if (AtomicFile.isSpecial(target.path) && target.content != Content.CHECKPOINT) {
                requireStream(target.path);
                continue;
            }
            for (int other = 0; other < i; other++) {
                if (isSame(target.path, targets.get(other).path)) {
                    throw new InputException(
                            target.path.toString(),
                            "",
                            "would hold both %s and %s".formatted(targets.get(other).content, target.content),
                            "give the files of this command different names");
                }
            }
            requireNoInput(target);
            requireSameKind(target);
            AtomicFile.removeLeftovers(target.path);
            AtomicFile.create(target.path).close();
        }
    }

    /** Pipes are not opened, since that would wait for a reader. */
    private static void requireStream(Path path) {
        if (!path.equals(AtomicFile.STANDARD_OUTPUT) && !Files.isWritable(path)) {
            throw new InputException(path.toString(), "", "may not be written", "check its permissions");
        }
    }

    private void requireNoInput(Target target) {
        for (Path input : inputs) {
            if (isSame(target.path, input)) {
                throw new InputException(
                        target.path.toString(),
                        "",
                        "is read by this command, and writing it would destroy it",
                        "name another file to write");
            }
            if (target.content.isData()
                    && Files.isDirectory(input)
                    && Files.exists(target.path)
                    && real(target.path).startsWith(real(input))) {
                throw new InputException(
                        target.path.toString(),
                        "",
                        "lies in %s, which is read by this command".formatted(input),
                        "name a new file, or one outside of the folder");
            }
        }
    }

    private void requireSameKind(Target target) {
        if (AtomicFile.isSpecial(target.path)) {
            throw new InputException(
                    target.path.toString(), "", "is a device or pipe, which keeps no state", "name a file");
        }
        boolean state = target.content == Content.CHECKPOINT;
        if ((overwrite && !state) || !Files.isRegularFile(target.path)) {
            return;
        }
        if ((state || size(target.path) > 0) && !target.content.isIn(target.path)) {
            throw new InputException(
                    target.path.toString(),
                    "",
                    "exists and is not " + target.content,
                    state ? "name another file by --checkpoint, or move it away" : OVERWRITE);
        }
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Whether two names lead to one file, through links of any kind. */
    private static boolean isSame(Path one, Path other) {
        try {
            if (Files.exists(one) && Files.exists(other)) {
                return Files.isSameFile(one, other);
            }
            return real(one).equals(real(other));
        } catch (IOException e) {
            throw unreadable(one, e);
        }
    }

    /** Without links and dots, as far as the path exists. */
    private static Path real(Path path) {
        Path whole = path.toAbsolutePath();
        try {
            if (Files.exists(whole)) {
                return whole.toRealPath();
            }
            if (Files.isSymbolicLink(whole)) {
                return real(AtomicFile.resolve(whole));
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
        Path folder = whole.getParent();
        return folder == null || !Files.exists(folder)
                ? whole.normalize()
                : real(folder).resolve(whole.getFileName());
    }

    private static InputException unreadable(Path path, IOException e) {
        return new InputException(path.toString(), "", "cannot be read (%s)".formatted(e), "check its permissions", e);
    }

    /** The name of a file beside another: the same but for what follows the last dot. */
    public static Path beside(Path file, String extension) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return file.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + extension);
    }
}
