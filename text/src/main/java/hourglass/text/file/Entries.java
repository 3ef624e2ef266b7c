package hourglass.text.file;

import hourglass.data.InputException;
import hourglass.data.file.Source;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The files of a folder or an archive, by their relative names with {@code /} between folders, in a fixed order. */
public interface Entries {
    /**
     * The files of a folder or of a tar or zip archive, or one file of text by itself.
     *
     * @param textColumn the column of the text, by which a table from a pipe is recognised
     * @throws InputException if it is a file of another kind
     */
    static Entries of(Path path, String textColumn) {
        if (Files.isDirectory(path)) {
            return new FolderEntries(path);
        }
        byte[] start = start(path);
        if (ZipEntries.matches(start)) {
            if (Source.isKept(path)) {
                throw new InputException(
                        path.toString(),
                        "",
                        "is a zip archive, which ends with its list of files",
                        "save it as a file");
            }
            return new ZipEntries(path);
        }
        if (TarEntries.matches(start)) {
            return new TarEntries(path);
        }
        String kind = FileKind.of(start);
        if (!kind.isEmpty()) {
            throw new InputException(
                    path.toString(),
                    "",
                    "is neither text nor a tar or zip archive, but " + kind,
                    FileKind.isPacked(kind)
                            ? "unpack it, or pack it as tar.gz or zip"
                            : "give documents as text or HTML");
        }
        return Source.isKept(path) ? SingleEntry.ofPipe(path, start, textColumn) : SingleEntry.of(path);
    }

    private static byte[] start(Path path) {
        try (Source source = Source.open(path)) {
            return source.peek(FileKind.START);
        }
    }

    /**
     * Visits all files but hidden ones.
     *
     * @throws InputException if one cannot be read
     */
    void forEach(Visitor visitor);

    /** Does something with each file. */
    interface Visitor {
        void visit(String name, Content content) throws IOException;

        /** Hears of what is there but has no content of its own, such as a link. */
        default void passOver(String kind, String name) {}
    }

    /** What a file holds. */
    interface Content {
        /** The file's bytes; may be opened during the visit only, and once. */
        InputStream open() throws IOException;

        /** The same, unzipped if they are gzip. */
        default InputStream unzipped() throws IOException {
            InputStream stream = new BufferedInputStream(open());
            stream.mark(2);
            boolean zipped = stream.read() == 0x1F && stream.read() == 0x8B;
            stream.reset();
            return zipped ? new BufferedInputStream(new GZIPInputStream(stream)) : stream;
        }
    }

    /** Whether a file, or a folder that it is in, is hidden, or what macOS adds to archives. */
    static boolean isHidden(String name) {
        return name.startsWith(".") || name.contains("/.") || name.startsWith("__MACOSX/");
    }
}
