package hourglass.text.file;

import hourglass.data.InputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The files of a zip archive, in its order; what is read of them is held against their check sums. */
record ZipEntries(Path archive) implements Entries {
    private static final int BUFFER = 1 << 13;

    /** Whether a file that starts so is a zip archive, perhaps an empty one. */
    static boolean matches(byte[] start) {
        return start.length >= 4
                && start[0] == 'P'
                && start[1] == 'K'
                && ((start[2] == 3 && start[3] == 4) || (start[2] == 5 && start[3] == 6));
    }

    @Override
    public void forEach(Visitor visitor) {
        String place = "";
        // One for all files, since a new one costs more than to unzip a small file.
        Inflater inflater = new Inflater(true);
        try (ZipFile zip = ZipFile.builder()
                .setPath(archive)
                .setCharset(EntryNames.BYTES)
                .setIgnoreLocalFileHeader(true)
                .get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            Charset charset = EntryNames.ofZip(entries.stream()
                    .filter(entry -> !isUtf8(entry))
                    .map(ZipArchiveEntry::getRawName)
                    .toList());
            for (ZipArchiveEntry entry : entries) {
                String name = isUtf8(entry) ? entry.getName() : new String(entry.getRawName(), charset);
                place = EntryNames.normalized(name);
                if (entry.isUnixSymlink()) {
                    visitor.passOver("link", place);
                } else if (!entry.isDirectory() && !place.endsWith("/") && !Entries.isHidden(place)) {
                    visitor.visit(place, () -> new Verified(content(zip, entry, inflater), entry.getCrc()));
                }
            }
        } catch (UnsupportedZipFeatureException e) {
            throw new InputException(
                    archive.toString(),
                    place,
                    "is encrypted, or compressed in a way that is not read (%s)".formatted(e.getMessage()),
                    "unpack the archive, and give the folder",
                    e);
        } catch (IOException e) {
            throw new InputException(
                    archive.toString(),
                    place,
                    "cannot be unzipped (%s)".formatted(e.getMessage() == null ? e : e.getMessage()),
                    "get a complete, undamaged copy of the file",
                    e);
        } finally {
            inflater.end();
        }
    }

    private static InputStream content(ZipFile zip, ZipArchiveEntry entry, Inflater inflater) throws IOException {
        if (entry.getMethod() != ZipEntry.DEFLATED || !zip.canReadEntryData(entry)) {
            return zip.getInputStream(entry);
        }
        inflater.reset();
        int buffer = (int) Math.max(1, Math.min(entry.getCompressedSize(), BUFFER));
        return new InflaterInputStream(zip.getRawInputStream(entry), inflater, buffer);
    }

    /** Whether the name is marked as UTF-8, or stands in a field of UTF-8 beside that in bytes. */
    private static boolean isUtf8(ZipArchiveEntry entry) {
        return entry.getGeneralPurposeBit().usesUTF8ForNames()
                || entry.getNameSource() == ZipArchiveEntry.NameSource.UNICODE_EXTRA_FIELD;
    }

    /** A file's bytes, which at their end must have the check sum that the archive gives. */
    private static final class Verified extends FilterInputStream {
        private final CheckedInputStream checked;
        private final long expected;

        Verified(InputStream stream, long expected) {
            this(new CheckedInputStream(stream, new CRC32()), expected);
        }

        private Verified(CheckedInputStream checked, long expected) {
            super(checked);
            this.checked = checked;
            this.expected = expected;
        }

        @Override
        public int read() throws IOException {
            return verified(in.read());
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return verified(in.read(target, offset, length));
        }

        private int verified(int read) throws IOException {
            if (read < 0 && checked.getChecksum().getValue() != expected) {
                throw new IOException("the check sum of the file is wrong");
            }
            return read;
        }
    }
}
