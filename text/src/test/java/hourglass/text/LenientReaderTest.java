package hourglass.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LenientReaderTest {
    private static String read(byte[] bytes) throws IOException {
        return LenientReader.start(LenientReader.of(new ByteArrayInputStream(bytes)), Integer.MAX_VALUE);
    }

    @Property(tries = 200)
    void readsAnyUtf8(@ForAll String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String expected = new String(bytes, StandardCharsets.UTF_8);
        assertThat(read(bytes)).isEqualTo(expected.startsWith("\uFEFF") ? expected.substring(1) : expected);
    }

    @Property(tries = 200)
    void readsAnyBytes(@ForAll byte[] bytes) throws IOException {
        assertThat(read(bytes).length()).isLessThanOrEqualTo(bytes.length);
    }

    @Test
    void readsLettersOfLatin1AmongUtf8() throws IOException {
        byte[] bytes = {'n', (byte) 0xE9, 'e', ' ', (byte) 0xC3, (byte) 0xA9, ' ', (byte) 0x92, (byte) 0xE9};
        assertThat(read(bytes)).isEqualTo("n\u00E9e \u00E9 \u2019\u00E9");
    }

    @Test
    void readsUtf16ByItsMark() throws IOException {
        assertThat(read("na\u00EFve".getBytes(StandardCharsets.UTF_16))).isEqualTo("na\u00EFve");
        assertThat(read("\uFEFFna\u00EFve".getBytes(Charset.forName("UTF-16LE"))))
                .isEqualTo("na\u00EFve");
    }

    @Property(tries = 20)
    void readsTextLongerThanItsBuffers(@ForAll @IntRange(min = 8180, max = 8200) int length) throws IOException {
        String text = "x".repeat(length) + "\uD83D\uDE00\u00E9" + "y".repeat(length);
        assertThat(read(text.getBytes(StandardCharsets.UTF_8))).isEqualTo(text);
    }

    @Test
    void leavesTheRestOfAGiantTextUnread() throws IOException {
        long[] read = {0};
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                read[0]++;
                return 'a';
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                read[0] += length;
                Arrays.fill(target, offset, offset + length, (byte) 'a');
                return length;
            }
        };
        assertThat(LenientReader.start(LenientReader.of(endless), 100_000)).hasSize(100_000);
        assertThat(read[0]).isLessThan(200_000);
    }
}
