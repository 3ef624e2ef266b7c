package hourglass.text.file;

import hourglass.data.InputException;
import hourglass.data.file.Source;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * The regular files of a tar archive, plain or gzip, in its order: of 1979, ustar (POSIX.1-1988), GNU or pax
 * (POSIX.1-2001). An archive is whole only if the check sum of every header is right and zeros mark its end.
 */
record TarEntries(Path archive) implements Entries {
    private static final int BLOCK = 512;
    private static final int MAGIC_AT = 257;
    private static final int CHECK_SUM_AT = 148;

    /** Whether a file that starts so is a tar archive. */
    static boolean matches(byte[] start) {
        return start.length >= BLOCK
                && (new String(start, MAGIC_AT, 5, EntryNames.BYTES).equals("ustar")
                        || hasCheckSum(Arrays.copyOf(start, BLOCK)));
    }

    /** Whether a block has the check sum of a header. */
    private static boolean hasCheckSum(byte[] block) {
        // The library throws where there is no number.
        return isNumber(block, CHECK_SUM_AT, CHECK_SUM_AT + 8) && TarUtils.verifyCheckSum(block);
    }

    /** Whether bytes are octal digits, with spaces or zeros before and after them. */
    private static boolean isNumber(byte[] block, int from, int to) {
        int at = skipBlanks(block, from, to);
        int digits = at;
        while (at < to && block[at] >= '0' && block[at] <= '7') {
            at++;
        }
        return at > digits && at - digits < 8 && skipBlanks(block, at, to) == to;
    }

    private static int skipBlanks(byte[] block, int from, int to) {
        int at = from;
        while (at < to && (block[at] == ' ' || block[at] == 0)) {
            at++;
        }
        return at;
    }

    @Override
    public void forEach(Visitor visitor) {
        try (Source source = Source.open(archive)) {
            Tape tape = new Tape(source.stream());
            try {
                visitAll(tape, visitor);
            } catch (IOException e) {
                throw Source.unreadable(archive, tape.getBytesRead(), e);
            } catch (IllegalArgumentException e) {
                // What the library throws for some fields that are not numbers.
                throw damaged(tape, "there is no header of a tar archive (%s)".formatted(e.getMessage()));
            }
        }
    }

    private void visitAll(Tape tape, Visitor visitor) throws IOException {
        for (TarArchiveEntry entry = tape.next(); entry != null; entry = tape.next()) {
            if (tape.damaged) {
                throw damaged(tape, "the check sum of a header is wrong");
            }
            String name = EntryNames.normalized(EntryNames.ofTar(entry.getName()));
            if (entry.isDirectory() || Entries.isHidden(name)) {
                continue;
            }
            if (entry.isLink() || entry.isSymbolicLink()) {
                visitor.passOver("link", name);
            } else if (entry.isFile() && tape.canReadEntryData(entry)) {
                visitor.visit(name, () -> new Unclosed(tape));
            }
        }
        if (!tape.ended) {
            throw damaged(tape, "the archive is cut off: the blocks of zeros at its end are missing");
        }
        refuseSecond(tape);
    }

    /** Reads to the very end, where gzip has its check sum, and refuses an archive that follows there. */
    private void refuseSecond(Tape tape) throws IOException {
        for (byte[] block = tape.rest(); block.length > 0; block = tape.rest()) {
            if (block.length == BLOCK && hasCheckSum(block)) {
                throw new InputException(
                        archive.toString(),
                        "byte " + tape.getBytesRead(),
                        "another archive follows the end of the first",
                        "unpack it by tar --ignore-zeros and give the folder");
            }
        }
    }

    private InputException damaged(Tape tape, String reason) {
        return new InputException(
                archive.toString(),
                "byte " + tape.getBytesRead(),
                reason,
                "get a complete, undamaged copy of the file");
    }

    /** The archive, which knows whether every header was whole, and whether the mark of its end has come. */
    private static final class Tape extends TarArchiveInputStream {
        private final InputStream source;
        private boolean damaged;
        private boolean ended;

        Tape(InputStream source) {
            // Names are taken as bytes, which EntryNames decodes.
            super(source, BLOCK, BLOCK, EntryNames.BYTES.name(), false);
            this.source = source;
        }

        TarArchiveEntry next() throws IOException {
            return getNextEntry();
        }

        /** Sees every header, those of long names included. */
        @Override
        protected boolean isEOFRecord(byte[] block) {
            boolean end = super.isEOFRecord(block);
            if (block != null && !ended) {
                ended = end;
                damaged |= !end && !hasCheckSum(block);
            }
            return end;
        }

        byte[] rest() throws IOException {
            return source.readNBytes(BLOCK);
        }
    }

    /** An entry's bytes: the archive is its opener's to close. */
    private static final class Unclosed extends FilterInputStream {
        Unclosed(InputStream tape) {
            super(tape);
        }

        @Override
        public void close() {}
    }
}
