package hourglass.text;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small files by their relative names, written as a folder or an archive. */
final class Tree {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    /** A tree as the 20 Newsgroups have it: a message in each of two groups and parts. */
    static Tree newsgroups() {
        return new Tree()
                .with("news-train/rec.autos/101", "From: a@b.c\nSubject: Re: An engine\n\nThe engine of my car runs.\n")
                .with("news-train/sci.space/201", "From: d@e.f\nSubject: Orbit\n\nThe moon has an orbit.\n")
                .with("news-test/rec.autos/102", "From: a@b.c\nSubject: Wheels\n\nCars with wheels.\n")
                .with("news-test/sci.space/202", "From: d@e.f\nSubject: Moons\n\nOrbits of moons.\n");
    }

    Tree with(String name, String text) {
        return with(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Tree with(String name, byte[] content) {
        files.put(name, content);
        return this;
    }

    Path folder(Path root) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        return root;
    }

    Path zip(Path archive) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(archive))) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return archive;
    }

    Path tarGz(Path archive) throws IOException {
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(archive))) {
            stream.write(tar());
        }
        return archive;
    }

    byte[] tar() throws IOException {
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            tarEntry(tar, '0', file.getKey(), file.getValue());
        }
        tar.write(new byte[1024]);
        return tar.toByteArray();
    }

    /** Appends a header and a content, padded, as POSIX wants them. */
    static void tarEntry(ByteArrayOutputStream tar, char type, String name, byte[] content) throws IOException {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 124, "%011o".formatted(content.length));
        header[156] = (byte) type;
        put(header, 257, "ustar");
        put(header, 263, "00");
        // The check sum is of the header with spaces in its own place.
        put(header, 148, "        ");
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xFF;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        tar.write(header);
        tar.write(content);
        tar.write(new byte[-content.length & 511]);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }
}
