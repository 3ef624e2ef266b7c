package hourglass.data.safetensors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import hourglass.data.InputException;
import hourglass.data.file.Element;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the numbers of a safetensors file: which tensor lies where.
 *
 * <p>The metadata of files written here begin with the entry {@code crc32c}: two checksums, CRC-32C as eight hexadecimal
 * digits each. The first covers the length and the header, with its own digits as zeros; the second covers the numbers.
 *
 * @param entries by name, in the order in which their numbers lie
 * @param metadata text to text, in the order of the file, without the checksums
 * @param bytes of the header and its length: where the numbers begin
 * @param checksum of the numbers, or null in a file of other programs
 */
record SafeTensorsHeader(
        Map<String, Entry> entries,
        Map<String, String> metadata,
        int bytes,
        @Nullable String checksum) {
    static final String METADATA = "__metadata__";

    /** The key of the checksums. */
    static final String CHECKSUMS = "crc32c";

    private static final byte[] BEFORE_CHECKSUMS =
            "{\"%s\":{\"%s\":\"".formatted(METADATA, CHECKSUMS).getBytes(StandardCharsets.US_ASCII);
    /** Digits of one checksum. */
    private static final int DIGITS = 8;

    private static final String NO_CHECKSUMS = "0".repeat(DIGITS) + " " + "0".repeat(DIGITS);

    /** Of the length before it. */
    static final int LENGTH_BYTES = Long.BYTES;
    /** As in the reference implementation, so that a damaged length does not fill the memory. */
    static final int LONGEST = 100_000_000;
    /** The numbers begin at a multiple of this, so that the widest of them can be mapped. */
    private static final int ALIGNMENT = 8;

    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamWriteFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(LONGEST)
                    .maxNameLength(LONGEST)
                    .build())
            .build();

    /**
     * One tensor.
     *
     * @param count of its numbers
     * @param begin of its bytes, counted from the end of the header
     * @param end of its bytes, exclusive
     * @param place of its entry in the file
     */
    record Entry(String name, Element element, List<Integer> shape, int count, long begin, long end, long place) {}

    /** Where the file ends. */
    long end() {
        return bytes + entries.values().stream().mapToLong(Entry::end).max().orElse(0);
    }

    /** A checksum as it stands in a file. */
    static String digits(CRC32C checksum) {
        return "%08x".formatted(checksum.getValue());
    }

    /** Enters the checksums into a header that was written without. */
    static void enterChecksums(byte[] header, CRC32C numbers) {
        int at = BEFORE_CHECKSUMS.length;
        System.arraycopy(digits(numbers).getBytes(StandardCharsets.US_ASCII), 0, header, at + DIGITS + 1, DIGITS);
        System.arraycopy(checksumOf(header).getBytes(StandardCharsets.US_ASCII), 0, header, at, DIGITS);
    }

    /** Whether a header begins with checksums. */
    static boolean hasChecksums(byte[] header) {
        int at = BEFORE_CHECKSUMS.length;
        return header.length > at + NO_CHECKSUMS.length()
                && Arrays.equals(header, 0, at, BEFORE_CHECKSUMS, 0, at)
                && header[at + DIGITS] == ' '
                && header[at + NO_CHECKSUMS.length()] == '"';
    }

    /** Whether a header that has checksums is as it was written. */
    static boolean isIntact(byte[] header) {
        int at = BEFORE_CHECKSUMS.length;
        return checksumOf(header).equals(new String(header, at, DIGITS, StandardCharsets.ISO_8859_1));
    }

    /** The checksum of the numbers in a header that has checksums. */
    static String checksumOfNumbers(byte[] header) {
        return new String(header, BEFORE_CHECKSUMS.length + DIGITS + 1, DIGITS, StandardCharsets.ISO_8859_1);
    }

    private static String checksumOf(byte[] header) {
        byte[] without = header.clone();
        Arrays.fill(without, BEFORE_CHECKSUMS.length, BEFORE_CHECKSUMS.length + DIGITS, (byte) '0');
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(LENGTH_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .flip());
        checksum.update(without);
        return digits(checksum);
    }

    /**
     * The header of a file of 32-bit floats, padded with spaces; without the eight bytes of its length, and with zeros for
     * the checksums.
     */
    static byte[] write(Path path, List<Tensor> tensors, Map<String, String> metadata) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeObjectFieldStart(METADATA);
            json.writeStringField(CHECKSUMS, NO_CHECKSUMS);
            for (Map.Entry<String, String> text : metadata.entrySet()) {
                json.writeStringField(text.getKey(), text.getValue());
            }
            json.writeEndObject();
            long at = 0;
            for (Tensor tensor : tensors) {
                long end = at + (long) Float.BYTES * tensor.size();
                json.writeObjectFieldStart(tensor.name());
                json.writeStringField("dtype", Element.F32.name());
                json.writeFieldName("shape");
                int[] shape = tensor.shape().stream().mapToInt(size -> size).toArray();
                json.writeArray(shape, 0, shape.length);
                json.writeFieldName("data_offsets");
                json.writeArray(new long[] {at, end}, 0, 2);
                json.writeEndObject();
                at = end;
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new IllegalArgumentException("tensors that cannot be named in JSON: " + e.getMessage(), e);
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        if (bytes.size() > LONGEST) {
            throw new InputException(
                    path.toString(),
                    "",
                    "the metadata take %d bytes, more than the format's %d".formatted(bytes.size(), LONGEST),
                    "give the columns shorter names, or none");
        }
        return bytes.toByteArray();
    }
}
