package hourglass.text;

import hourglass.data.InputException;
import hourglass.data.file.Source;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The regular files of a tar archive, plain or gzip, in its order. Reads ustar headers (POSIX.1-1988), GNU's entries of
 * type L for long names and the {@code path} of pax headers (POSIX.1-2001).
 */
record TarEntries(Path archive) implements Entries {
    private static final int BLOCK = 512;
    private static final int MAGIC_AT = 257;
    /** The longest name that is believed. */
    private static final int LONGEST_NAME = 1 << 16;

    /** Whether a file that starts so is a tar archive. */
    static boolean matches(byte[] start) {
        return start.length >= BLOCK && text(start, MAGIC_AT, 5).equals("ustar");
    }

    @Override
    public void forEach(Visitor visitor) {
        try (Source source = Source.open(archive)) {
            Tape tape = new Tape(source.stream());
            try {
                visitAll(tape, visitor);
            } catch (IOException e) {
                throw Source.unreadable(archive, tape.position, e);
            }
        }
    }

    private void visitAll(Tape tape, Visitor visitor) throws IOException {
        String longName = "";
        for (byte[] header = tape.block(); header[0] != 0; header = tape.block()) {
            long size = size(header, tape);
            tape.begin(size);
            byte type = header[156];
            if (type == 'L') {
                longName = text(tape.name(), 0, LONGEST_NAME);
            } else if (type == 'x') {
                longName = paxPath(new String(tape.name(), StandardCharsets.UTF_8), longName);
            } else if (type != 'g') {
                String name = longName.isEmpty() ? name(header) : longName;
                longName = "";
                if ((type == '0' || type == 0) && !Entries.isHidden(name)) {
                    visitor.visit(name, () -> tape);
                }
            }
            tape.end();
        }
        tape.finish();
    }

    private long size(byte[] header, Tape tape) {
        String octal = text(header, 124, 12).strip();
        if (!text(header, MAGIC_AT, 5).equals("ustar") || !octal.matches("[0-7]{1,12}")) {
            throw new InputException(
                    archive.toString(),
                    "byte " + (tape.position - BLOCK),
                    "there is no header of a tar archive",
                    "get a complete, undamaged copy of the file");
        }
        return Long.parseLong(octal, 8);
    }

    private static String name(byte[] header) {
        String prefix = text(header, 345, 155);
        // GNU's own headers hold times where POSIX has the prefix.
        boolean posix = header[MAGIC_AT + 5] == 0;
        String name = prefix.isEmpty() || !posix ? text(header, 0, 100) : prefix + "/" + text(header, 0, 100);
        return name.startsWith("./") ? name.substring(2) : name;
    }

    /** The path that lines of "length key=value" give, if they do. */
    private static String paxPath(String lines, String other) {
        return lines.lines()
                .filter(line -> line.matches("[0-9]+ path=.*"))
                .map(line -> line.substring(line.indexOf('=') + 1))
                .findFirst()
                .orElse(other);
    }

    private static String text(byte[] bytes, int from, int longest) {
        int end = from;
        while (end < Math.min(bytes.length, from + longest) && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /** The archive, showing one entry at a time. */
    private static final class Tape extends FilterInputStream {
        private long position;
        private long rest;
        private int padding;

        Tape(InputStream stream) {
            super(stream);
        }

        /** The next header; zeros where the archive ends without them, as some do. */
        byte[] block() throws IOException {
            byte[] block = in.readNBytes(BLOCK);
            position += block.length;
            if (block.length == 0) {
                return new byte[BLOCK];
            }
            if (block.length < BLOCK) {
                throw new EOFException();
            }
            return block;
        }

        void begin(long size) {
            rest = size;
            padding = (int) (-size & (BLOCK - 1));
        }

        byte[] name() throws IOException {
            if (rest > LONGEST_NAME) {
                throw new IOException("a name of %d bytes".formatted(rest));
            }
            return readNBytes((int) rest);
        }

        /** Moves on to the next header. */
        void end() throws IOException {
            long left = rest + padding;
            in.skipNBytes(left);
            position += left;
            rest = 0;
        }

        /** Goes on to the very end, where gzip has its check sum. */
        void finish() throws IOException {
            in.transferTo(OutputStream.nullOutputStream());
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (rest == 0) {
                return -1;
            }
            int read = in.read(target, offset, (int) Math.min(length, rest));
            if (read < 0) {
                throw new EOFException();
            }
            rest -= read;
            position += read;
            return read;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        /** An entry is left by {@link #end}; the archive is its opener's to close. */
        @Override
        public void close() {}
    }
}
