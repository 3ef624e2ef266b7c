package hourglass.text.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    void readsAnyBytesToTheirEnd(@ForAll byte[] bytes) throws IOException {
        for (int i = 0; i < bytes.length; i++) {
            // Zeros may be part of UTF-16, and escapes of ISO-2022-JP.
            bytes[i] = bytes[i] == 0 || bytes[i] == 27 ? (byte) ' ' : bytes[i];
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes("ship ".getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(bytes);
        all.writeBytes("\nport".getBytes(StandardCharsets.US_ASCII));
        assertThat(read(all.toByteArray()))
                .startsWith("ship ")
                .endsWith("\nport")
                .hasSizeLessThanOrEqualTo(all.size());
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

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void readsWideUnicodeWithoutAMark(String charset) throws IOException {
        String text = "na\u00EFve \u65E5\u672C \uD83D\uDE00 text\n".repeat(200);
        assertThat(read(text.getBytes(Charset.forName(charset)))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "windows-1250, \u017Beglarze \u015Bpiewaj\u0105 i p\u0142yn\u0105 na pi\u0119kn\u0105 wysp\u0119",
        "windows-1250, N\u00E1mo\u0159n\u00EDci svinuj\u00ED plachty a kapit\u00E1n vede lo\u010F do p\u0159\u00EDstavu \u0161\u0165astn\u011B",
        "KOI8-R, \u043A\u0430\u043F\u0438\u0442\u0430\u043D \u0432\u0435\u0434\u0451\u0442 \u043A\u043E\u0440\u0430\u0431\u043B\u044C \u0432 \u0433\u0430\u0432\u0430\u043D\u044C",
        "windows-1251, \u043A\u0430\u043F\u0438\u0442\u0430\u043D \u0432\u0435\u0434\u0451\u0442 \u043A\u043E\u0440\u0430\u0431\u043B\u044C \u0432 \u0433\u0430\u0432\u0430\u043D\u044C",
        "windows-31j, \u6E2F\u306B\u7740\u3044\u305F\u8239\u306F\u3001\u3068\u3066\u3082\u5927\u304D\u304B\u3063\u305F\u3067\u3059",
        "GB18030, \u8239\u957F\u628A\u8239\u5F00\u8FDB\u4E86\u6E2F\u53E3\uFF0C\u6211\u4EEC\u90FD\u5F88\u9AD8\u5174"
    })
    void guessesTheCharsetByStatistics(String charset, String sentence) throws IOException {
        String text = "In ASCII first. ".repeat(600) + (sentence + "\n").repeat(20);
        LenientReader reader = LenientReader.of(new ByteArrayInputStream(text.getBytes(Charset.forName(charset))));
        assertThat(LenientReader.start(reader, Integer.MAX_VALUE)).isEqualTo(text);
        assertThat(reader.guess()).isEqualTo(Charset.forName(charset));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u00A37 the bus, \u00A32 the ferry, ",
                "\u201CIt isn\u2019t here\u201D \u2014 \u201Cit\u2019s out at sea \u2026\u201D ",
                "The caf\u00E9 near the h\u00F4tel sells cr\u00E8me br\u00FBl\u00E9e for \u00A37. "
            })
    void takesSignsAndAccentsAloneForWestern(String text) throws IOException {
        String many = text.repeat(10);
        assertThat(read(many.getBytes(Charset.forName("windows-1252")))).isEqualTo(many);
    }

    @Test
    void readsTheDeclaredCharset() throws IOException {
        byte[] bytes = "\u017Ceglarz".getBytes(Charset.forName("ISO-8859-2"));
        LenientReader reader = LenientReader.of(new ByteArrayInputStream(bytes), Charset.forName("ISO-8859-2"));
        assertThat(LenientReader.start(reader, 100)).isEqualTo("\u017Ceglarz");
        assertThat(reader.guess()).isNull();
    }

    @Test
    void saysWhenAFewBytesAreNotUtf8() throws IOException {
        byte[] bytes = {(byte) 0xC3, (byte) 0xA9, ' ', (byte) 0xE9};
        LenientReader reader = LenientReader.of(new ByteArrayInputStream(bytes));
        assertThat(LenientReader.start(reader, 100)).isEqualTo("\u00E9 \u00E9");
        assertThat(reader.guess()).isEqualTo(Charset.forName("windows-1252"));
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
