package hourglass.parquet;

import hourglass.data.InputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** The decompressors of Apache Parquet, except that gzip is the JDK's, where theirs is Hadoop's. */
final class Codecs implements CompressionCodecFactory {
    private static final Set<CompressionCodecName> THEIRS = EnumSet.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4_RAW);

    private final Path path;
    private final CodecFactory others;

    /** @param path of the file, for messages */
    Codecs(Path path, ParquetConfiguration configuration) {
        this.path = path;
        this.others = new CodecFactory(configuration, 0);
    }

    @Override
    public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
        if (codec == CompressionCodecName.GZIP) {
            return new Gzip();
        }
        if (!THEIRS.contains(codec)) {
            throw new InputException(
                    path.toString(),
                    "",
                    "is compressed by %s, which is not read"
                            .formatted(codec.name().toLowerCase(Locale.ROOT)),
                    "write it with snappy, zstd, gzip, lz4_raw or no compression");
        }
        return others.getDecompressor(codec);
    }

    @Override
    public BytesInputCompressor getCompressor(CompressionCodecName codec) {
        return others.getCompressor(codec);
    }

    @Override
    public void release() {
        others.release();
    }

    private static final class Gzip implements BytesInputDecompressor {
        @Override
        public BytesInput decompress(BytesInput bytes, int length) throws IOException {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            bytes.writeAllTo(all);
            return BytesInput.from(unzipped(all.toByteArray(), length));
        }

        @Override
        public void decompress(ByteBuffer from, int fromLength, ByteBuffer to, int length) throws IOException {
            byte[] bytes = new byte[fromLength];
            from.get(bytes);
            to.put(unzipped(bytes, length));
        }

        private static byte[] unzipped(byte[] bytes, int length) throws IOException {
            try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                return stream.readNBytes(length);
            }
        }

        @Override
        public void release() {}
    }
}
