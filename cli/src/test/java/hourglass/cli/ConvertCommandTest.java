package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.codes.BinaryCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConvertCommandTest {
    @TempDir
    private Path folder;

    private Path text;

    @BeforeEach
    void write() throws IOException {
        text = Files.writeString(folder.resolve("two.bits"), "101000000100\n000000000001\n");
    }

    @Test
    void leadsBackToTheSameCodesThroughEachFormat() throws IOException {
        Path from = text;
        for (String name : new String[] {"a.codes", "b.base64", "c.npy", "d.hex", "e.codes", "f.bits"}) {
            Path to = folder.resolve(name);
            Cli.succeed("convert", from, "-o", to, "--bits", 12);
            from = to;
        }
        assertThat(from).hasSameTextualContentAs(text);
    }

    @Test
    void readsWholeBytesUnlessALengthIsGiven() {
        Path hex = folder.resolve("two.hex");
        Path codes = folder.resolve("two.codes");
        Cli.succeed("convert", text, "-o", hex);
        Cli.succeed("convert", hex, "-o", codes);
        assertThat(BinaryCodes.open(codes).bits()).isEqualTo(16);
        Cli.succeed("convert", hex, "-o", codes, "--bits", 12);
        assertThat(BinaryCodes.open(codes).bits()).isEqualTo(12);
    }

    @Test
    void refusesForFaissWhatAreNoWholeBytes() {
        Cli.Result result = Cli.run("convert", text, "-o", folder.resolve("two.faiss"));
        assertThat(result.exit()).isEqualTo(2);
        assertThat(result.err()).contains("faiss takes codes of whole bytes, but these have 12 bits");
    }

    @Test
    void theFirstBitOfAByteIsTheHighestOrTheLowest() throws IOException {
        Path hex = folder.resolve("two.hex");
        Cli.succeed("convert", text, "-o", hex);
        assertThat(hex).hasContent("a040\n0010\n");
        Cli.Result lowest = Cli.run("convert", text, "-o", hex, "--first-bit", "lowest");
        assertThat(lowest.out()).contains("2 codes of 12 bits").contains("the lowest bit of each byte first");
        assertThat(hex).hasContent("0502\n0008\n");
    }

    @Test
    void writesAnIndexOfFaissForWholeBytes() {
        Path hex = folder.resolve("two.hex");
        Path faiss = folder.resolve("two.faiss");
        Path codes = folder.resolve("two.codes");
        Cli.succeed("convert", text, "-o", hex);
        Cli.succeed("convert", hex, "-o", faiss);
        Cli.succeed("convert", faiss, "-o", codes);
        assertThat(BinaryCodes.open(codes).code(0)).containsExactly(0b10_0000_0101L);
    }

    @Test
    void refusesWhatItCannotMean() throws IOException {
        assertThat(Cli.run("convert", text, "-o", folder.resolve("two.txt")).err())
                .contains(
                        "two.txt: has no extension of a file of codes; name the format by --to: codes, npy, faiss, bits");
        assertThat(Cli.run("convert", text, "-o", text).err()).contains("is read by this command");
        assertThat(Cli.run("convert", text, "-o", folder.resolve("x.codes"), "--bits", 8)
                        .err())
                .contains("two.bits: line 1: has 12 characters, but a code has 8 bits");
        Path notes = Files.writeString(folder.resolve("notes.hex"), "my own notes\n");
        assertThat(Cli.run("convert", text, "-o", notes).err())
                .contains("notes.hex: exists and is not a file of codes as text");
        assertThat(notes).hasContent("my own notes\n");
    }
}
