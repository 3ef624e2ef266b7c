package hourglass.data.file;

import hourglass.data.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What arrives through a pipe. It can be read only once, so on first use it is copied to a temporary file, from which it can be
 * read as often as any other data.
 */
final class KeptPipe {
    private static final Map<Path, KeptPipe> KEPT = new ConcurrentHashMap<>();
    private static final int BUFFER = 1 << 16;

    private final Path pipe;
    private @Nullable FileChannel copy;

    private KeptPipe(Path pipe) {
        this.pipe = pipe;
    }

    static void keep(Path pipe) {
        KEPT.computeIfAbsent(pipe, KeptPipe::new);
    }

    /** That of a path, or null for a path that is not kept. */
    static @Nullable KeptPipe of(Path path) {
        return KEPT.get(path);
    }

    /** The bytes from the first on. */
    InputStream stream() throws IOException {
        return new Bytes(copy());
    }

    private synchronized FileChannel copy() throws IOException {
        if (copy == null) {
            try (InputStream bytes = pipe.equals(Source.STANDARD_INPUT) ? System.in : Files.newInputStream(pipe)) {
                copy = copied(bytes);
            }
        }
        return copy;
    }

    private static FileChannel copied(InputStream bytes) throws IOException {
        Path file = temporary();
        // Where the system permits it, the name is deleted at once, so that a killed process leaves nothing.
        FileChannel copy = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        byte[] buffer = new byte[BUFFER];
        for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
            write(copy, ByteBuffer.wrap(buffer, 0, read), file);
        }
        return copy;
    }

    private static Path temporary() {
        try {
            return Files.createTempFile("hourglass", ".input");
        } catch (IOException e) {
            throw SpillBuffer.failure(null, e);
        }
    }

    private static void write(FileChannel copy, ByteBuffer bytes, Path file) {
        try {
            while (bytes.hasRemaining()) {
                copy.write(bytes);
            }
        } catch (IOException e) {
            throw new InputException(
                    file.toString(),
                    "",
                    "what arrives through the pipe cannot be kept here (" + e.getMessage() + ")",
                    "make room, or name another folder by -Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    /** A file from its start, with a position of its own. */
    private static final class Bytes extends InputStream {
        private final FileChannel file;
        private long position;

        Bytes(FileChannel file) {
            this.file = file;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = length == 0 ? 0 : file.read(ByteBuffer.wrap(target, offset, length), position);
            position += Math.max(0, read);
            return read;
        }
    }
}
