package hourglass.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import hourglass.data.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;

class CodecsTest {
    private static final byte[] TEXT = "a text".getBytes(StandardCharsets.US_ASCII);

    private final Codecs codecs = new Codecs(Path.of("file"), new PlainParquetConfiguration());

    private static byte[] zipped() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(TEXT);
        }
        return bytes.toByteArray();
    }

    @Test
    void unzipsBytes() throws IOException {
        BytesInputDecompressor gzip = codecs.getDecompressor(CompressionCodecName.GZIP);
        ByteArrayOutputStream unzipped = new ByteArrayOutputStream();
        gzip.decompress(BytesInput.from(zipped()), TEXT.length).writeAllTo(unzipped);
        assertThat(unzipped.toByteArray()).isEqualTo(TEXT);
    }

    @Test
    void unzipsBuffers() throws IOException {
        BytesInputDecompressor gzip = codecs.getDecompressor(CompressionCodecName.GZIP);
        ByteBuffer to = ByteBuffer.allocate(TEXT.length);
        byte[] zipped = zipped();
        gzip.decompress(ByteBuffer.wrap(zipped), zipped.length, to, TEXT.length);
        assertThat(to.array()).isEqualTo(TEXT);
    }

    @Test
    void refusesWhatCannotBeDecompressed() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> codecs.getDecompressor(CompressionCodecName.BROTLI))
                .withMessageContaining("file: is compressed by brotli, which is not read; write it with snappy");
    }
}
