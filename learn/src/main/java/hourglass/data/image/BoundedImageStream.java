package hourglass.data.image;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javax.imageio.stream.FileImageInputStream;

/**
 * A file for a decoder of images, which soon fails behind its end: some decoders take what is missing for zeros, and would
 * continue for as many pixels as a damaged file promises.
 */
final class BoundedImageStream extends FileImageInputStream {
    private static final int MOST_READS_BEHIND_THE_END = 1000;

    private int behind;

    BoundedImageStream(Path path) throws IOException {
        super(path.toFile());
    }

    @Override
    public int read() throws IOException {
        return checked(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return checked(super.read(bytes, offset, length));
    }

    private int checked(int result) {
        if (result < 0 && ++behind > MOST_READS_BEHIND_THE_END) {
            throw new UncheckedIOException(new EOFException("the file ends too early"));
        }
        return result;
    }
}
