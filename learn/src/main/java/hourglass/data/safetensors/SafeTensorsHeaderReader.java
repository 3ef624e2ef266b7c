package hourglass.data.safetensors;

import static hourglass.data.safetensors.SafeTensorsHeader.LENGTH_BYTES;
import static hourglass.data.safetensors.SafeTensorsHeader.LONGEST;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import hourglass.data.InputException;
import hourglass.data.file.Element;
import hourglass.data.safetensors.SafeTensorsHeader.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header of a safetensors file token by token, so that every refusal knows its byte and nothing named twice is
 * overlooked.
 */
final class SafeTensorsHeaderReader {
    /** The most floats that an array holds. */
    private static final int MOST_ELEMENTS = Integer.MAX_VALUE - 8;

    private final Path path;

    private SafeTensorsHeaderReader(Path path) {
        this.path = path;
    }

    /** Reads the header of a file, and holds it against the size of the file. */
    static SafeTensorsHeader read(Path path, FileChannel channel) throws IOException {
        SafeTensorsHeaderReader reader = new SafeTensorsHeaderReader(path);
        long size = channel.size();
        long length = ByteBuffer.wrap(reader.bytes(channel, 0, LENGTH_BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 2 || length > LONGEST) {
            throw reader.wrong(
                    0,
                    "promises a header of %s bytes, legal is 2 to %d"
                            .formatted(Long.toUnsignedString(length), LONGEST));
        }
        byte[] bytes = reader.bytes(channel, LENGTH_BYTES, (int) length);
        if (SafeTensorsHeader.hasChecksums(bytes) && !SafeTensorsHeader.isIntact(bytes)) {
            throw new InputException(
                    path.toString(),
                    "bytes 0 to " + (LENGTH_BYTES + length - 1),
                    "the header is not as it was written: its checksum is wrong",
                    "get an undamaged copy of the file");
        }
        SafeTensorsHeader header = reader.header(bytes);
        reader.checkLayout(header, size);
        return header;
    }

    private byte[] bytes(FileChannel channel, long position, int count) throws IOException {
        long rest = channel.size() - position;
        if (rest < count) {
            throw truncated(channel.size(), count - rest);
        }
        byte[] bytes = new byte[count];
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw truncated(position + buffer.position(), buffer.remaining());
            }
        }
        return bytes;
    }

    private SafeTensorsHeader header(byte[] bytes) throws IOException {
        if (bytes[0] != '{') {
            throw wrong(LENGTH_BYTES, "the header does not start with {");
        }
        checkText(bytes);
        try (JsonParser json = SafeTensorsHeader.JSON.createParser(bytes)) {
            return header(json, bytes);
        } catch (JsonProcessingException e) {
            long offset = Optional.ofNullable(e.getLocation())
                    .map(location -> Math.max(location.getByteOffset(), 0))
                    .orElse(0L);
            throw wrong(LENGTH_BYTES + offset, "the header is not JSON: " + e.getOriginalMessage());
        }
    }

    /** Jackson takes some byte sequences for text that are not UTF-8. */
    private void checkText(byte[] bytes) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        try {
            StandardCharsets.UTF_8.newDecoder().decode(rest);
        } catch (CharacterCodingException e) {
            throw wrong(LENGTH_BYTES + rest.position(), "the header is not UTF-8");
        }
    }

    private SafeTensorsHeader header(JsonParser json, byte[] bytes) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Map<String, String> metadata = new LinkedHashMap<>();
        json.nextToken();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            long place = place(json);
            json.nextToken();
            if (name.equals(SafeTensorsHeader.METADATA)) {
                metadata = texts(json);
            } else {
                entries.add(entry(json, name, place));
            }
        }
        if (json.nextToken() != null) {
            throw wrong(place(json), "the header continues after its end");
        }
        Map<String, Entry> byName = new LinkedHashMap<>();
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        entries.forEach(entry -> byName.put(entry.name(), entry));
        String checksum = null;
        if (SafeTensorsHeader.hasChecksums(bytes)) {
            checksum = SafeTensorsHeader.checksumOfNumbers(bytes);
            metadata.remove(SafeTensorsHeader.CHECKSUMS);
        }
        return new SafeTensorsHeader(
                Collections.unmodifiableMap(byName),
                Collections.unmodifiableMap(metadata),
                LENGTH_BYTES + bytes.length,
                checksum);
    }

    private Map<String, String> texts(JsonParser json) throws IOException {
        require(json, JsonToken.START_OBJECT, SafeTensorsHeader.METADATA);
        Map<String, String> texts = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            require(json, JsonToken.VALUE_STRING, SafeTensorsHeader.METADATA + " " + key);
            texts.put(key, json.getText());
        }
        return texts;
    }

    private Entry entry(JsonParser json, String name, long place) throws IOException {
        require(json, JsonToken.START_OBJECT, name);
        String type = null;
        long[] shape = null;
        long[] offsets = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "dtype" -> {
                    require(json, JsonToken.VALUE_STRING, field);
                    type = json.getText();
                }
                case "shape" -> shape = numbers(json, field);
                case "data_offsets" -> offsets = numbers(json, field);
                default -> json.skipChildren();
            }
        }
        if (type == null || shape == null || offsets == null || offsets.length != 2) {
            throw wrong(place, "tensor %s has not a dtype, a shape and two data_offsets".formatted(name));
        }
        Element element = element(type);
        if (element == null) {
            throw new InputException(
                    path.toString(),
                    "byte " + place,
                    oneLine("tensor %s is of type %s, but F32, F64, F16 and BF16 can be read".formatted(name, type)),
                    "save it as F32");
        }
        return entry(name, element, shape, offsets, place);
    }

    private Entry entry(String name, Element element, long[] shape, long[] offsets, long place) {
        long count = 1;
        for (long size : shape) {
            count = size == 0 || count <= MOST_ELEMENTS / size ? count * size : Long.MAX_VALUE;
        }
        boolean tooLarge = Arrays.stream(shape).anyMatch(size -> size > MOST_ELEMENTS);
        if (tooLarge || count > MOST_ELEMENTS) {
            throw wrong(
                    place,
                    "tensor %s has the shape %s, more than the %d numbers that can be read"
                            .formatted(name, Arrays.toString(shape), MOST_ELEMENTS));
        }
        if (offsets[1] - offsets[0] != count * element.bytes()) {
            throw wrong(
                    place,
                    "tensor %s of type %s and shape %s takes %d bytes, but its data_offsets are %s"
                            .formatted(
                                    name,
                                    element,
                                    Arrays.toString(shape),
                                    count * element.bytes(),
                                    Arrays.toString(offsets)));
        }
        List<Integer> sizes = Arrays.stream(shape).mapToObj(size -> (int) size).toList();
        return new Entry(name, element, sizes, (int) count, offsets[0], offsets[1], place);
    }

    private static @Nullable Element element(String type) {
        return Arrays.stream(Element.values())
                .filter(element -> element.name().equals(type))
                .findFirst()
                .orElse(null);
    }

    private long[] numbers(JsonParser json, String field) throws IOException {
        require(json, JsonToken.START_ARRAY, field);
        List<Long> numbers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(json, JsonToken.VALUE_NUMBER_INT, field);
            long number = json.getLongValue();
            if (number < 0) {
                throw wrong(place(json), "%s holds %d, but must not be negative".formatted(field, number));
            }
            numbers.add(number);
        }
        return numbers.stream().mapToLong(number -> number).toArray();
    }

    /** Each tensor begins where the one before it ends, the first at 0, and the last ends the file. */
    private void checkLayout(SafeTensorsHeader header, long size) {
        long end = 0;
        for (Entry entry : header.entries().values()) {
            if (entry.begin() != end) {
                throw wrong(
                        entry.place(),
                        "tensor %s begins at byte %d of the data, %s at byte %d"
                                .formatted(
                                        entry.name(),
                                        entry.begin(),
                                        entry.begin() < end
                                                ? "within the one before it, which ends"
                                                : "leaving a gap after the one before it, which ends",
                                        end));
            }
            end = entry.end();
        }
        long promised = header.bytes() + end;
        if (promised > size) {
            throw truncated(size, promised - size);
        }
        if (promised < size) {
            throw wrong(promised, "continues for %d bytes after the last tensor".formatted(size - promised));
        }
    }

    private void require(JsonParser json, JsonToken token, String what) {
        if (json.currentToken() != token) {
            throw wrong(place(json), "%s holds %s instead of %s".formatted(what, json.currentToken(), token));
        }
    }

    private static long place(JsonParser json) {
        return LENGTH_BYTES + json.currentTokenLocation().getByteOffset();
    }

    private InputException truncated(long size, long missing) {
        return new InputException(
                path.toString(),
                "byte " + size,
                "the file ends here, %d bytes too early".formatted(missing),
                "get a complete copy of the file");
    }

    private InputException wrong(long place, String reason) {
        return new InputException(
                path.toString(),
                "byte " + place,
                oneLine(reason),
                "check whether the file is damaged, or is no safetensors file");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
