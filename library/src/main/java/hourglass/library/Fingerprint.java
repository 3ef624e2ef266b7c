package hourglass.library;

import hourglass.data.InputException;
import hourglass.persistence.FittedModel;
import hourglass.persistence.ModelFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The identity of a model: the SHA-256 of a model's file. */
final class Fingerprint {
    private Fingerprint() {}

    /** The fingerprint of a model file. */
    static String of(Path file) {
        MessageDigest digest = sha256();
        try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), digest)) {
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new InputException(file.toString(), "", "cannot be read: " + e, "check the file", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The fingerprint of the file that a model would be written as. */
    static String of(FittedModel saved) {
        try {
            Path file = Files.createTempFile("model", ".safetensors");
            try {
                ModelFile.write(file, saved);
                return of(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new InputException(
                    System.getProperty("java.io.tmpdir"),
                    "",
                    "the temporary folder cannot be written to (%s)".formatted(e),
                    "make room, or name another folder by -Djava.io.tmpdir=FOLDER",
                    e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
