package hourglass.data.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import hourglass.data.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
    @TempDir
    private Path folder;

    @Property(tries = 30)
    void readsWhatItWrote(
            @ForAll @Size(max = 5) List<@Size(max = 20) float[]> vectors,
            @ForAll @Size(max = 4) Map<@StringLength(max = 10) String, @StringLength(max = 50) String> texts)
            throws IOException {
        Map<String, float[]> named = new LinkedHashMap<>();
        vectors.forEach(vector -> named.put("vector " + (9 - named.size()), vector));
        Map<String, String> metadata = new LinkedHashMap<>();
        texts.forEach((key, text) -> metadata.put(wellFormed(key), wellFormed(text)));
        Path path = Files.createTempFile("written", ".safetensors");
        try {
            SafeTensors.write(path, named, metadata);
            try (SafeTensors file = SafeTensors.open(path)) {
                assertThat(file.readAll().keySet()).containsExactlyElementsOf(named.keySet());
                named.forEach((name, vector) -> assertThat(file.read(name)).isEqualTo(vector));
                assertThat(new ArrayList<>(file.metadata().entrySet())).isEqualTo(new ArrayList<>(metadata.entrySet()));
            }
        } finally {
            Files.delete(path);
        }
    }

    /** Half of a surrogate pair is no character. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Property(tries = 30)
    void keepsShapes(@ForAll @Size(max = 4) List<@IntRange(max = 5) Integer> shape) throws IOException {
        Path path = Files.createTempFile("shape", ".safetensors");
        try {
            SafeTensors.write(path, List.of(new Tensor("t", shape, new float[625], 0)), Map.of());
            try (SafeTensors file = SafeTensors.open(path)) {
                assertThat(file.shapes()).containsExactly(Map.entry("t", shape));
                assertThat(file.read("t")).hasSize(shape.stream().reduce(1, (a, b) -> a * b));
            }
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void writesWhatTheFormatAsks() throws IOException {
        Path path = folder.resolve("exact.safetensors");
        float[] values = {1, 2, 3, 4, 5, 6, 7};
        SafeTensors.write(
                path,
                List.of(new Tensor("w", List.of(2, 3), values, 0), new Tensor("scale", List.of(), values, 6)),
                Map.of("note", "\"ä\"\n"));
        String header = "{\"__metadata__\":{\"crc32c\":\"00000000 00000000\",\"note\":\"\\\"ä\\\"\\n\"},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
                + "\"scale\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[24,28]}}";
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer expected = ByteBuffer.allocate(8 + padded + 28).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded).put(json);
        while (expected.position() < 8 + padded) {
            expected.put((byte) ' ');
        }
        for (float value : values) {
            expected.putFloat(value);
        }
        int checksums = 8 + "{'__metadata__':{'crc32c':'".length();
        putChecksum(expected, checksums + 9, expected.slice(8 + padded, 28));
        putChecksum(expected, checksums, expected.slice(0, 8 + padded));
        assertThat(Files.readAllBytes(path)).isEqualTo(expected.array());
    }

    private static void putChecksum(ByteBuffer file, int place, ByteBuffer bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        file.put(place, "%08x".formatted(checksum.getValue()).getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void everyChangedByteIsFound() throws IOException {
        Path path = folder.resolve("damaged.safetensors");
        SafeTensors.write(path, Map.of("v", new float[] {1, -2, 3}, "w", new float[] {0.5f}), Map.of("note", "text"));
        byte[] good = Files.readAllBytes(path);
        for (int at = 0; at < good.length; at++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] bad = good.clone();
                bad[at] ^= (byte) (1 << bit);
                Files.write(path, bad);
                assertThatExceptionOfType(InputException.class)
                        .as("bit %d of byte %d", bit, at)
                        .isThrownBy(() -> {
                            try (SafeTensors file = SafeTensors.open(path)) {
                                file.readAll();
                                file.verify();
                            }
                        })
                        .withMessageStartingWith(path + ": ");
            }
        }
    }

    @Test
    void verifiesWhatWasNotReadOrReadInAnotherOrder() throws IOException {
        Path path = folder.resolve("order.safetensors");
        SafeTensors.write(
                path, List.of(Tensor.vector("v", new float[9]), Tensor.vector("w", new float[70_000])), Map.of());
        try (SafeTensors file = SafeTensors.open(path)) {
            file.verify();
        }
        byte[] bytes = Files.readAllBytes(path);
        bytes[bytes.length - 5] = 1;
        Files.write(path, bytes);
        try (SafeTensors file = SafeTensors.open(path)) {
            file.read("w");
            file.read("v");
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(file::verify)
                    .withMessageContaining("the numbers are not those written");
        }
    }

    @Test
    void filesOfOtherProgramsAreReadButCannotBeVerified() throws IOException {
        Path path = file(entry("F32", "[1]", "[0,4]"), new byte[4]);
        try (SafeTensors file = SafeTensors.open(path)) {
            assertThat(file.readAll()).hasSize(1);
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(file::verify)
                    .withMessageContaining("carries no checksums");
        }
    }

    @Test
    void writesAHeaderThatAnyJsonReaderTakes() throws IOException {
        Path path = folder.resolve("any.safetensors");
        SafeTensors.write(path, Map.of("v", new float[3]), Map.of("a", "\t\u0000\\/é𝄞"));
        byte[] bytes = Files.readAllBytes(path);
        int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        Map<?, ?> header = new ObjectMapper().readValue(bytes, 8, length, Map.class);
        assertThat(header.get("__metadata__"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("a", "\t\u0000\\/é𝄞");
        assertThat(header.get("v"))
                .isEqualTo(Map.of("dtype", "F32", "shape", List.of(3), "data_offsets", List.of(0, 12)));
    }

    @Test
    void writesAndReadsNothing() {
        Path path = folder.resolve("none.safetensors");
        SafeTensors.write(path, List.of(), Map.of());
        try (SafeTensors file = SafeTensors.open(path)) {
            assertThat(file.readAll()).isEmpty();
            assertThat(file.metadata()).isEmpty();
            file.verify();
        }
    }

    @Test
    void writesAndReadsAPartOfAnArray() {
        Path path = folder.resolve("part.safetensors");
        float[] values = new float[100_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        SafeTensors.write(path, List.of(new Tensor("part", List.of(90_000), values, 5_000)), Map.of());
        float[] read = new float[90_002];
        try (SafeTensors file = SafeTensors.open(path)) {
            file.read("part", read, 1);
        }
        assertThat(read).startsWith(0, 5_000, 5_001).endsWith(94_998, 94_999, 0);
    }

    @Test
    void readsTensorsInAnyOrderOfTheHeader() throws IOException {
        Path path = file(
                "{\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                        + "\"a\":{\"shape\":[1],\"data_offsets\":[0,4],\"dtype\":\"F32\"}}",
                floats(1, 2));
        try (SafeTensors file = SafeTensors.open(path)) {
            assertThat(file.shapes().keySet()).containsExactly("a", "b");
            assertThat(file.read("b")).containsExactly(2);
        }
    }

    @Test
    void readsDoubles() throws IOException {
        assertThat(only("F64", 2, little(16).putDouble(0.1).putDouble(-3))).containsExactly(0.1f, -3);
    }

    @Test
    void readsHalves() throws IOException {
        ByteBuffer halves = little(14);
        for (int bits : new int[] {0x3C00, 0xC000, 0x7BFF, 0x0400, 0x0001, 0x3555, 0x8000}) {
            halves.putShort((short) bits);
        }
        assertThat(only("F16", 7, halves)).containsExactly(1, -2, 65504, 0x1p-14f, 0x1p-24f, 0.33325195f, -0f);
    }

    @Test
    void readsBrainFloats() throws IOException {
        ByteBuffer brain = little(4).putShort((short) 0x3F80).putShort((short) 0xC049);
        assertThat(only("BF16", 2, brain)).containsExactly(1, -3.140625f);
    }

    private float[] only(String type, int count, ByteBuffer data) throws IOException {
        String header = "{\"t\":{\"dtype\":\"%s\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
                .formatted(type, count, data.capacity());
        try (SafeTensors file = SafeTensors.open(file(header, bytes(data)))) {
            return file.read("t");
        }
    }

    @Test
    void refusesToWriteNumbersThatAreNotFinite() {
        Path path = folder.resolve("infinite.safetensors");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SafeTensors.write(path, Map.of("w", new float[] {0, Float.NaN}), Map.of()))
                .withMessageContaining("infinite.safetensors: tensor w, element 1: NaN is not a finite number");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void refusesTwoTensorsOfOneName() {
        List<Tensor> twice = List.of(Tensor.vector("w", new float[1]), Tensor.vector("w", new float[1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SafeTensors.write(folder.resolve("twice"), twice, Map.of()))
                .withMessageContaining("Duplicate field 'w'");
    }

    @Test
    void refusesTheReservedName() {
        assertThatIllegalArgumentException().isThrownBy(() -> Tensor.vector("__metadata__", new float[1]));
    }

    @Test
    void refusesAShapeLargerThanItsArray() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tensor("w", List.of(2, 3), new float[6], 1))
                .withMessage("tensor w of shape [2, 3] does not lie within 6 numbers from 1 on");
    }

    @Test
    void refusesInfiniteNumbersByTheirPlace() throws IOException {
        Path path = file(entry("F32", "[2]", "[0,8]"), floats(0, Float.POSITIVE_INFINITY));
        long place = Files.size(path) - 4;
        try (SafeTensors file = SafeTensors.open(path)) {
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> file.read("t"))
                    .withMessageContaining(
                            "damaged.safetensors: byte %d: element 1 of tensor t is Infinity".formatted(place));
        }
    }

    @Test
    void namesTheTensorsOfAFileThatLacksOne() throws IOException {
        try (SafeTensors file = SafeTensors.open(file(entry("F32", "[1]", "[0,4]"), new byte[4]))) {
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> file.read("u"))
                    .withMessageContaining("has no tensor u, only [t]");
        }
    }

    @Test
    void refusesAHeaderThatIsTooLong() throws IOException {
        Path path = Files.write(folder.resolve("long"), bytes(little(8).putLong(100_000_001)));
        refuses(path, "long: byte 0: promises a header of 100000001 bytes, legal is 2 to 100000000");
        Files.write(path, bytes(little(8).putLong(-1)));
        refuses(path, "promises a header of 18446744073709551615 bytes");
    }

    @Test
    void refusesAFileThatEndsInItsHeader() throws IOException {
        refuses(Files.write(folder.resolve("short"), new byte[3]), "short: byte 3: the file ends here, 5 bytes too");
        Path path =
                Files.write(folder.resolve("short"), bytes(little(10).putLong(8).putShort((short) 0)));
        refuses(path, "short: byte 10: the file ends here, 6 bytes too early");
    }

    @Test
    void refusesAHeaderThatIsNoJsonObject() throws IOException {
        refuses(" {}", "byte 8: the header does not start with {");
        refuses("{\"t\":7}", "byte 13: t holds VALUE_NUMBER_INT instead of START_OBJECT");
        refuses("{\"t\" 7}", "byte 13: the header is not JSON: Unexpected character ('7'");
        refuses("{\"__metadata__\":{}", "the header is not JSON: Unexpected end-of-input");
        refuses("{} {}", "byte 11: the header continues after its end");
    }

    @Test
    void refusesAHeaderThatIsNotUtf8() throws IOException {
        byte[] start = "{\"".getBytes(StandardCharsets.UTF_8);
        byte[] bytes = bytes(little(16).putLong(8).put(start).put((byte) 0xC0).put(new byte[5]));
        refuses(Files.write(folder.resolve("latin"), bytes), "latin: byte 10: the header is not UTF-8");
    }

    @Test
    void refusesANameGivenTwice() throws IOException {
        String entry = "\"t\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}";
        refuses("{" + entry + "," + entry + "}", "Duplicate field 't'");
        refuses("{\"__metadata__\":{\"a\":\"1\",\"a\":\"2\"}}", "Duplicate field 'a'");
    }

    @Test
    void refusesMetadataThatIsNotText() throws IOException {
        refuses(
                "{\"__metadata__\":{\"a\":1}}",
                "byte 29: __metadata__ a holds VALUE_NUMBER_INT instead of VALUE_STRING");
        refuses("{\"__metadata__\":[]}", "__metadata__ holds START_ARRAY instead of START_OBJECT");
    }

    @Test
    void refusesAnEntryThatIsIncomplete() throws IOException {
        String refusal = "byte 9: tensor t has not a dtype, a shape and two data_offsets";
        refuses("{\"t\":{\"dtype\":\"F32\",\"shape\":[0]}}", refusal);
        refuses(entry("F32", "[0]", "[0]"), refusal);
    }

    @Test
    void refusesUnknownTypes() throws IOException {
        refuses(entry("BOOL", "[0]", "[0,0]"), "tensor t is of type BOOL, but F32, F64, F16 and BF16 can be read");
    }

    @Test
    void refusesToReadIntegersAlone() throws IOException {
        Path path = file(entry("I64", "[0]", "[0,0]"), new byte[0]);
        try (SafeTensors file = SafeTensors.open(path)) {
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> file.read("t"))
                    .withMessageContaining("byte 9: tensor t is of type I64, but F32, F64, F16 and BF16 can be read");
        }
    }

    @Test
    void refusesSizesThatAreNoWholeNumbers() throws IOException {
        refuses(entry("F32", "[1.5]", "[0,4]"), "shape holds VALUE_NUMBER_FLOAT instead of VALUE_NUMBER_INT");
        refuses(entry("F32", "[-1]", "[0,4]"), "shape holds -1, but must not be negative");
        refuses(entry("F32", "[99999999999999999999]", "[0,4]"), "out of range of long");
    }

    @Test
    void refusesAShapeThatDoesNotFitItsBytes() throws IOException {
        refuses(
                entry("F32", "[2,3]", "[0,20]"),
                "tensor t of type F32 and shape [2, 3] takes 24 bytes, but its data_offsets are [0, 20]");
        refuses(entry("F32", "[1]", "[4,0]"), "but its data_offsets are [4, 0]");
    }

    @Test
    void refusesShapesBeyondAllMemory() throws IOException {
        refuses(entry("F32", "[4294967296,4294967296]", "[0,0]"), "has the shape [4294967296, 4294967296], more than");
        refuses(entry("F32", "[0,4294967296]", "[0,0]"), "has the shape [0, 4294967296], more than");
    }

    @Test
    void refusesOverlaps() throws IOException {
        refuses(
                two("[0,8]", "[4,12]"),
                "tensor b begins at byte 4 of the data, within the one before it, which ends at byte 8");
    }

    @Test
    void refusesGaps() throws IOException {
        refuses(
                two("[0,8]", "[12,20]"),
                "tensor b begins at byte 12 of the data, leaving a gap after the one before it");
        refuses(two("[4,12]", "[12,20]"), "tensor a begins at byte 4 of the data, leaving a gap");
    }

    private static String two(String a, String b) {
        String entry = "\"%s\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":%s}";
        return "{" + entry.formatted("a", a) + "," + entry.formatted("b", b) + "}";
    }

    @Test
    void refusesDataThatEndEarlyOrGoOn() throws IOException {
        String header = entry("F32", "[2]", "[0,8]");
        refuses(file(header, new byte[7]), "the file ends here, 1 bytes too early");
        refuses(file(header, new byte[9]), "continues for 1 bytes after the last tensor");
    }

    @Test
    void refusesWhatIsNoFile() {
        refuses(folder, "is a folder, not a file");
        refuses(folder.resolve("missing"), "missing: there is no such file");
    }

    @Test
    void survivesTruncationAtEveryByte() throws IOException {
        Path path = sample();
        byte[] good = Files.readAllBytes(path);
        for (int length = 0; length < good.length; length++) {
            Files.write(path, Arrays.copyOf(good, length));
            refuses(path, "byte");
        }
    }

    /** A flipped bit changes a number, a name or a text, or is noticed; it never changes how many numbers are read. */
    @Test
    void survivesFlippedBits() throws IOException {
        Path path = sample();
        byte[] good = Files.readAllBytes(path);
        for (int bit = 0; bit < 8 * good.length; bit += 3) {
            byte[] bad = good.clone();
            bad[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(path, bad);
            readsAsManyNumbersOrRefuses(path, "bit " + bit);
        }
    }

    @Test
    void survivesChangedBytes() throws IOException {
        Path path = sample();
        byte[] good = Files.readAllBytes(path);
        SplittableRandom random = new SplittableRandom(1);
        for (int change = 0; change < 600; change++) {
            byte[] bad = good.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            Files.write(path, bad);
            readsAsManyNumbersOrRefuses(path, "change " + change);
        }
    }

    /** As another program writes it, without checksums. */
    private Path sample() throws IOException {
        return file(
                "{\"__metadata__\":{\"k\":\"v\"},\"w\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]},"
                        + "\"b\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[24,36]}}",
                floats(1, 2, 3, 4, 5, 6, 7, 8, 9));
    }

    private static void readsAsManyNumbersOrRefuses(Path path, String damage) {
        try (SafeTensors file = SafeTensors.open(path)) {
            assertThat(file.readAll().values())
                    .as(damage)
                    .extracting(values -> values.length)
                    .containsExactly(6, 3);
        } catch (InputException e) {
            assertThat(e.getMessage()).as(damage).startsWith(path + ": byte ").doesNotContain("\n");
        }
    }

    private void refuses(String header, String message) throws IOException {
        refuses(file(header, new byte[0]), message);
    }

    private static void refuses(Path path, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> SafeTensors.open(path).close())
                .withMessageStartingWith(path + ": ")
                .withMessageContaining(message);
    }

    private static String entry(String type, String shape, String offsets) {
        return "{\"t\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}}".formatted(type, shape, offsets);
    }

    private Path file(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = little(8 + json.length + data.length);
        content.putLong(json.length).put(json).put(data);
        return Files.write(folder.resolve("damaged.safetensors"), bytes(content));
    }

    private static byte[] floats(float... values) {
        ByteBuffer content = little(4 * values.length);
        for (float value : values) {
            content.putFloat(value);
        }
        return bytes(content);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What was put into a buffer. */
    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.position()];
        content.get(0, bytes);
        return bytes;
    }
}
