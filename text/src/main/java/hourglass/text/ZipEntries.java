package hourglass.text;

import hourglass.data.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The files of a zip archive, in its order. */
record ZipEntries(Path archive) implements Entries {
    /** Whether a file that starts so is a zip archive. */
    static boolean matches(byte[] start) {
        return start.length >= 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
    }

    @Override
    public void forEach(Visitor visitor) {
        String place = "";
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                place = entry.getName();
                if (!entry.isDirectory() && !Entries.isHidden(place)) {
                    visitor.visit(place, () -> zip.getInputStream(entry));
                }
            }
        } catch (IOException e) {
            throw new InputException(
                    archive.toString(),
                    place,
                    "cannot be unzipped (%s)".formatted(e.getMessage() == null ? e : e.getMessage()),
                    "get a complete, undamaged copy of the file",
                    e);
        }
    }
}
