package hourglass.text.file;

import hourglass.data.InputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files below a folder, each folder's in the order of their names; links to folders are not followed. */
record FolderEntries(Path folder) implements Entries {
    @Override
    public void forEach(Visitor visitor) {
        visitFolder(folder, "", visitor);
    }

    private static void visitFolder(Path folder, String prefix, Visitor visitor) {
        for (Path path : sorted(folder)) {
            String name = prefix + path.getFileName();
            if (Entries.isHidden(name)) {
                continue;
            }
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                visitFolder(path, name + "/", visitor);
            } else if (Files.isRegularFile(path)) {
                visitFile(path, name, visitor);
            } else if (Files.isSymbolicLink(path)) {
                visitor.passOver("link", name);
            }
        }
    }

    private static void visitFile(Path path, String name, Visitor visitor) {
        try {
            visitor.visit(name, () -> Files.newInputStream(path));
        } catch (IOException e) {
            throw unreadable(path, "cannot be read", e);
        }
    }

    private static List<Path> sorted(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder, "cannot be listed", e);
        }
    }

    private static InputException unreadable(Path path, String what, IOException e) {
        String reason = e instanceof AccessDeniedException ? "permission is denied" : e.toString();
        return new InputException(path.toString(), "", "%s (%s)".formatted(what, reason), "check its permissions", e);
    }
}
