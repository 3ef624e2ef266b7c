package hourglass.codes.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.codes.CodeFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of other programs, as numpy 1.24 and faiss 1.7.3 wrote them. */
class CodeFormatTest {
    /** Of the rows 1010000001 and 0000000110. */
    private static final BinaryCodes CODES = BinaryCodes.of(10, new long[] {0b10_0000_0101, 0b01_1000_0000});

    private static final String NPY = HexFormat.of()
            .formatHex(("\u0093NUMPY\u0001\u0000v\u0000{'descr': '|u1', 'fortran_order': False, 'shape': (2, 2), }"
                            + " ".repeat(58) + "\n")
                    .getBytes(StandardCharsets.ISO_8859_1));

    private static final String FAISS = "49427846" + "18000000" + "03000000" + "0200000000000000" + "01" + "01000000"
            + "0600000000000000" + "010203ff0080";

    @TempDir
    private Path folder;

    private Path file(String hex) throws IOException {
        return Files.write(folder.resolve("file"), HexFormat.of().parseHex(hex));
    }

    private static void assertEqual(BinaryCodes found, BinaryCodes expected) {
        assertThat(found.bits()).isEqualTo(expected.bits());
        assertThat(found.count()).isEqualTo(expected.count());
        for (int i = 0; i < expected.count(); i++) {
            assertThat(found.code(i)).isEqualTo(expected.code(i));
        }
    }

    @ParameterizedTest
    @CsvSource({"HIGHEST_FIRST, a0400180", "LOWEST_FIRST, 05028001"})
    void readsAndWritesWhatNumpyPacks(ByteBits order, String rows) throws IOException {
        Path file = file(NPY + rows);
        assertEqual(PackedNpy.read(file, 10, order), CODES);
        Path written = folder.resolve("written.npy");
        PackedNpy.write(CODES, written, order);
        assertThat(written).hasSameBinaryContentAs(file);
    }

    @Test
    void takesWholeRowsWhereNoLengthIsGiven() throws IOException {
        assertThat(PackedNpy.read(file(NPY + "05028001"), 0, ByteBits.LOWEST_FIRST)
                        .bits())
                .isEqualTo(16);
    }

    @Test
    void readsAndWritesTheFlatIndexOfFaiss() throws IOException {
        Path file = file(FAISS);
        BinaryCodes codes = FaissFile.read(file);
        assertEqual(codes, BinaryCodes.of(24, new long[] {0x030201, 0x8000ff}));
        Path written = folder.resolve("written.index");
        FaissFile.write(codes, written);
        assertThat(written).hasSameBinaryContentAs(file);
    }

    @ParameterizedTest
    @CsvSource({"IBwF, IndexBinaryIVF", "IBHf, IndexBinaryHNSW", "IBHm, IndexBinaryMultiHash", "IBMp, IndexBinaryIDMap"
    })
    void namesTheKindOfIndexThatIsRefused(String letters, String name) throws IOException {
        Path file = Files.writeString(
                folder.resolve("other.index"), letters + " and what follows, which is longer than that");
        assertThatThrownBy(() -> FaissFile.read(file))
                .hasMessage(file + ": is a faiss index of the kind " + name + " (" + letters
                        + "), but only IndexBinaryFlat (IBxF) can be read;"
                        + " write the codes as an IndexBinaryFlat by faiss.write_index_binary");
    }

    @ParameterizedTest
    @CsvSource({
        "BITS, LOWEST_FIRST, '1010000001', '0000000110'",
        "BITS, HIGHEST_FIRST, '1010000001', '0000000110'",
        "HEX, LOWEST_FIRST, 0502, 8001",
        "HEX, HIGHEST_FIRST, a040, 0180",
        "BASE64, LOWEST_FIRST, BQI=, gAE=",
        "BASE64, HIGHEST_FIRST, oEA=, AYA="
    })
    void readsAndWritesText(CodeText text, ByteBits order, String first, String second) throws IOException {
        Path file = Files.writeString(folder.resolve("codes.txt"), first + "\n" + second + "\n");
        assertEqual(text.read(file, 10, order), CODES);
        Path written = folder.resolve("written.txt");
        text.write(CODES, written, order);
        assertThat(written).hasSameTextualContentAs(file);
    }

    @Test
    void readsTextOfOtherHands() throws IOException {
        Path file = Files.writeString(folder.resolve("codes.txt"), "\r\nBQI\r\n  gAE= \r\n");
        assertEqual(CodeText.BASE64.read(file, 10, ByteBits.LOWEST_FIRST), CODES);
        assertThat(CodeText.HEX.decode("A040", 10, ByteBits.HIGHEST_FIRST)).isEqualTo(CODES.code(0));
    }

    @Property(tries = 50, edgeCases = EdgeCasesMode.NONE)
    void everyFormKeepsTheCodes(
            @ForAll @IntRange(min = 1, max = 300) int bits, @ForAll ByteBits order, @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        BinaryCodesBuilder builder = BinaryCodes.builder(bits);
        for (int i = 0; i < 5; i++) {
            long[] code = random.longs((bits + 63) / 64).toArray();
            if (bits % 64 != 0) {
                code[code.length - 1] &= -1L >>> -bits;
            }
            builder.add(code);
        }
        BinaryCodes codes = builder.build();
        Path directory = Files.createTempDirectory("codes");
        Path file = directory.resolve("file");
        for (CodeText text : CodeText.values()) {
            text.write(codes, file, order);
            assertEqual(text.read(file, bits, order), codes);
            Files.delete(file);
        }
        PackedNpy.write(codes, file, order);
        assertEqual(PackedNpy.read(file, bits, order), codes);
        Files.delete(file);
        if (bits % 8 == 0) {
            FaissFile.write(codes, file);
            assertEqual(FaissFile.read(file), codes);
            Files.delete(file);
        }
        Files.delete(directory);
    }

    @Test
    void overwritesNothing() throws IOException {
        Path file = file(FAISS);
        assertThatThrownBy(() -> FaissFile.write(CODES_OF_BYTES, file))
                .hasMessage(file + ": exists already; name another, or delete it");
        assertThat(file).hasBinaryContent(HexFormat.of().parseHex(FAISS));
    }

    private static final BinaryCodes CODES_OF_BYTES = BinaryCodes.of(8, new long[] {7});

    @ParameterizedTest
    @CsvSource({
        "BITS, 10100, 'line 1: has 5 characters, but a code has 10 bits; write each code of 10 bits as bits in a line of its own'",
        "BITS, 1010x00001, 'line 1: character 5 is ''x'', but must be 0 or 1; write each code of 10 bits as bits in a line of its own'",
        "HEX, 0506, 'line 1: has bits beyond the code''s length of 10 bits; write each code of 10 bits as hex in a line of its own'",
        "HEX, 05, 'line 1: has 1 bytes, but a code of 10 bits has 2; write each code of 10 bits as hex in a line of its own'"
    })
    void refusesTextThatIsNoCode(CodeText text, String line, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("codes.txt"), line + "\n");
        assertThatThrownBy(() -> text.read(file, 10, ByteBits.LOWEST_FIRST)).hasMessage(file + ": " + message);
    }

    @Test
    void refusesArraysOfAnotherKind() throws IOException {
        String header = new String(HexFormat.of().parseHex(NPY), StandardCharsets.ISO_8859_1);
        assertRefused(header.replace("|u1", "<f4"), "holds numbers of type <f4, but codes are bytes (|u1)");
        assertRefused(
                header.replace("(2, 2), ", "(4,),   "),
                "has the shape (4,), but codes are rows of bytes, row after row");
        assertRefused(header.replace("(2, 2)", "(9, 2)"), "but its header gives");
        assertRefused("{'descr'", "is not a file of numpy.save");
    }

    private void assertRefused(String header, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("other.npy"), header + "abcd", StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> PackedNpy.read(file, 10, ByteBits.LOWEST_FIRST))
                .isInstanceOf(CodeFileException.class)
                .hasMessageContaining(reason);
    }

    /** Cut at each place, and with each bit of the header flipped, a file is read or refused in one line. */
    @ParameterizedTest
    @CsvSource({"npy", "faiss"})
    void damagedFilesAreReadOrRefused(String kind) throws IOException {
        byte[] whole = HexFormat.of().parseHex(kind.equals("npy") ? NPY + "05028001" : FAISS);
        Function<Path, BinaryCodes> read =
                kind.equals("npy") ? file -> PackedNpy.read(file, 0, ByteBits.LOWEST_FIRST) : FaissFile::read;
        for (int length = 0; length < whole.length; length++) {
            Path file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            assertThatExceptionOfType(CodeFileException.class).isThrownBy(() -> read.apply(file));
        }
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] damaged = whole.clone();
            damaged[bit / 8] ^= (byte) (1 << (bit % 8));
            Path file = Files.write(folder.resolve("flipped"), damaged);
            try {
                assertThat(read.apply(file).count()).isLessThanOrEqualTo(whole.length);
            } catch (CodeFileException e) {
                assertThat(e.getMessage()).startsWith(file + ": ").hasLineCount(1);
            }
        }
    }
}
