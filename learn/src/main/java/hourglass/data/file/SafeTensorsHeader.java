package hourglass.data.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import hourglass.data.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What stands before the numbers of a safetensors file: which tensor lies where.
 *
 * @param entries by name, in the order in which their numbers lie
 * @param metadata text to text, in the order of the file
 * @param bytes of the header and its length: where the numbers begin
 */
record SafeTensorsHeader(Map<String, Entry> entries, Map<String, String> metadata, int bytes) {
    static final String METADATA = "__metadata__";

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

    /** The header of a file of 32-bit floats, padded with spaces; without the eight bytes of its length. */
    static byte[] write(Path path, List<Tensor> tensors, Map<String, String> metadata) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            if (!metadata.isEmpty()) {
                json.writeObjectFieldStart(METADATA);
                for (Map.Entry<String, String> text : metadata.entrySet()) {
                    json.writeStringField(text.getKey(), text.getValue());
                }
                json.writeEndObject();
            }
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
                    "what is to be told beside the numbers takes %d bytes, more than the format's %d"
                            .formatted(bytes.size(), LONGEST),
                    "give the columns shorter names, or none");
        }
        return bytes.toByteArray();
    }
}
