package hourglass.data.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A file in memory for a decoder of images, which soon fails behind its end: see {@link ReadsBehindEnd}. */
final class BoundedMemoryStream extends MemoryCacheImageInputStream {
    private final ReadsBehindEnd behind = new ReadsBehindEnd();

    BoundedMemoryStream(byte[] file) {
        super(new ByteArrayInputStream(file));
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
