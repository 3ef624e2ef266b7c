package hourglass.data.image;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.stream.FileImageInputStream;

/** A file for a decoder of images, which soon fails behind its end: see {@link ReadsBehindEnd}. */
final class BoundedImageStream extends FileImageInputStream {
    private final ReadsBehindEnd behind = new ReadsBehindEnd();

    BoundedImageStream(Path path) throws IOException {
        super(path.toFile());
    }

    @Override
    public int read() throws IOException {
        return behind.checked(super.read());
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        return behind.checked(super.read(bytes, offset, length));
    }
}
