package hourglass.codes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CodeFileTest {
    @TempDir
    private Path folder;

    static Stream<HammingIndex> indexes() {
        return Stream.of(
                LinearScan.of(Samples.clustered(70, 40, 3, 0.1, 1)),
                AddressTable.of(Samples.clustered(20, 40, 3, 0.1, 1)),
                MultiIndexHashing.of(Samples.clustered(96, 40, 3, 0.1, 1)));
    }

    private Path written(HammingIndex index) {
        Path file = folder.resolve("index.codes");
        index.write(file);
        return file;
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void codesComeBackFromAnyFile(HammingIndex index) {
        BinaryCodes opened = BinaryCodes.open(written(index));
        assertThat(opened.bits()).isEqualTo(index.bits());
        assertThat(opened.count()).isEqualTo(index.count());
        for (int i = 0; i < opened.count(); i++) {
            assertThat(opened.code(i)).isEqualTo(index.codes().code(i));
        }
    }

    @Test
    void aStreamReceivesTheBytesOfAFile() throws IOException {
        BinaryCodes codes = Samples.clustered(70, 40, 3, 0.1, 1);
        Path file = folder.resolve("file.codes");
        codes.write(file);
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        codes.write(stream);
        assertThat(file).hasBinaryContent(stream.toByteArray());
    }

    /** 16 GB of zeros, which take no room on most disks, and are not read. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void opensAsManyCodesAsIntsNumberAndAddsNoMore() throws IOException {
        int count = Integer.MAX_VALUE;
        CodeFileHeader header =
                new CodeFileHeader(CodeFile.Kind.CODES, 64, count, 0, new long[] {8L * count}, new long[] {0});
        Path file = folder.resolve("large.codes");
        try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
            large.write(header.encoded().array());
            large.seek(header.end() - Long.BYTES);
            large.write(1);
            large.setLength(header.end());
        }
        HammingIndex index = HammingIndex.open(file);
        assertThat(index.count()).isEqualTo(count);
        assertThat(index.codes().code(count - 1)).containsExactly(1);
        assertThatThrownBy(() -> GrowingIndex.of(index, LinearScan::of).add(1))
                .hasMessage("codes are numbered by ints, so there can be no more than 2,147,483,647");
    }

    /** Each byte of the header in turn, changed in a bit. */
    @ParameterizedTest
    @MethodSource("indexes")
    void refusesDamagedHeader(HammingIndex index) throws IOException {
        Path file = written(index);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(1);
        for (int place = 0; place < headerBytes(whole); place++) {
            byte[] damaged = whole.clone();
            damaged[place] ^= (byte) (1 << random.nextInt(8));
            assertRefused(damaged, place);
        }
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void refusesTruncatedFile(HammingIndex index) throws IOException {
        byte[] whole = Files.readAllBytes(written(index));
        for (int length = 0; length < whole.length; length = length < 700 ? length + 1 : length * 5 / 4) {
            assertRefused(Arrays.copyOf(whole, length), length);
        }
        assertRefused(Arrays.copyOf(whole, whole.length - 1), whole.length - 1);
        assertRefused(Arrays.copyOf(whole, whole.length + 1), whole.length + 1);
    }

    private void assertRefused(byte[] bytes, int place) throws IOException {
        Path damaged = folder.resolve("damaged.codes");
        Files.write(damaged, bytes);
        assertThatThrownBy(() -> HammingIndex.open(damaged))
                .as("changed at %d", place)
                .isInstanceOf(CodeFileException.class)
                .hasMessageStartingWith(damaged + ": ");
    }

    @ParameterizedTest
    @MethodSource("indexes")
    void verifyFindsEveryBitChangedAfterTheHeader(HammingIndex index) throws IOException {
        Path file = written(index);
        BinaryCodes.verify(file);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            int place = headerBytes(whole) + 8 * random.nextInt((whole.length - headerBytes(whole)) / 8);
            byte[] damaged = whole.clone();
            damaged[place] ^= (byte) (1 << random.nextInt(8));
            Path copy = folder.resolve("damaged" + i);
            Files.write(copy, damaged);
            assertThatThrownBy(() -> BinaryCodes.verify(copy))
                    .isInstanceOf(CodeFileException.class)
                    .hasMessageContaining(copy.toString());
        }
    }

    private static int headerBytes(byte[] file) {
        return CodeFileHeader.bytes(file[28]);
    }

    @Test
    void refusesFilesOfOtherKinds() throws IOException {
        Path file = folder.resolve("text.txt");
        Files.writeString(file, "A text that is longer than a header, which has thirty-two bytes.");
        assertThatThrownBy(() -> BinaryCodes.open(file))
                .hasMessage(file + ": is not a file of codes; name a file that codes or an index were written to");
    }

    @Test
    void refusesFilesThatAreNotThere() {
        Path file = folder.resolve("none");
        assertThatThrownBy(() -> HammingIndex.open(file)).hasMessage(file + ": does not exist; check the name");
    }

    @Test
    void failedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        Path folderInTheWay = Files.createDirectories(folder.resolve("taken/full"));
        BinaryCodes codes = BinaryCodes.of(8, new long[3]);
        assertThatThrownBy(() -> codes.write(folderInTheWay.getParent()))
                .isInstanceOf(CodeFileException.class)
                .hasMessageContaining("cannot be written");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folderInTheWay.getParent());
        }
    }
}
