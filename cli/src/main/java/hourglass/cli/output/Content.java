package hourglass.cli.output;

import hourglass.data.InputException;
import hourglass.persistence.ModelFile;
import hourglass.train.Checkpoint;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** What a file that is written holds, which files of the same kind are recognised by. */
public enum Content {
    /** An array of NumPy. */
    ARRAY("an npy file", true) {
        @Override
        boolean begins(byte[] start) {
            return startsWith(start, "\u0093NUMPY");
        }
    },
    /** Text with columns. */
    TABLE("a table of text", true) {
        @Override
        boolean begins(byte[] start) {
            return isText(start) && start[0] != '<' && start[0] != '{';
        }
    },
    /** A table with a single column of ids. */
    IDS("a table of ids", false) {
        @Override
        boolean begins(byte[] start) {
            return startsWith(start, "id\n");
        }
    },
    /** One JSON object a line. */
    JSON_LINES("a file of JSON lines", true) {
        @Override
        boolean begins(byte[] start) {
            return isText(start) && start[0] == '{';
        }
    },
    /** Bytes with a header of sizes, as of MNIST. */
    IDX("an IDX file", true) {
        @Override
        boolean begins(byte[] start) {
            return start.length >= 4 && start[0] == 0 && start[1] == 0 && start[2] >= 8 && start[2] <= 14;
        }
    },
    /** A PNG. */
    PICTURE("a PNG picture", true) {
        @Override
        boolean begins(byte[] start) {
            return startsWith(start, "\u0089PNG");
        }
    },
    /** Binary codes. */
    CODES("a file of codes", false) {
        @Override
        boolean begins(byte[] start) {
            return startsWith(start, "HGCODES");
        }
    },
    /** Binary codes as text, one a line: 0101, hexadecimal or base64. */
    CODE_TEXT("a file of codes as text", false) {
        @Override
        boolean begins(byte[] start) {
            String line = new String(start, StandardCharsets.ISO_8859_1)
                    .lines()
                    .findFirst()
                    .orElse("");
            return line.matches("[0-9A-Za-z+/]+=*");
        }
    },
    /** A binary index of faiss. */
    FAISS("a binary index of faiss", false) {
        @Override
        boolean begins(byte[] start) {
            return startsWith(start, "IBx");
        }
    },
    /** A report of Hourglass. */
    REPORT("a report of Hourglass", false) {
        @Override
        boolean begins(byte[] start) {
            return new String(start, StandardCharsets.UTF_8).contains("content=\"Hourglass\"");
        }
    },
    /** A model of ONNX. */
    ONNX("a model of ONNX", false) {
        @Override
        boolean begins(byte[] start) {
            // The version of the format, and the name of what wrote it.
            return start.length > 3 && start[0] == 8 && start[2] == 0x12;
        }
    },
    /** A fitted model. */
    MODEL("a model file", false) {
        @Override
        boolean isIn(Path file) {
            return ModelFile.isModel(file);
        }
    },
    /** The state of an interrupted run. */
    CHECKPOINT("a checkpoint", false) {
        @Override
        boolean isIn(Path file) {
            return Checkpoint.isCheckpoint(file);
        }
    };

    private static final int START = 4096;

    private final String text;
    private final boolean data;

    Content(String text, boolean data) {
        this.text = text;
        this.data = data;
    }

    /** Whether commands read data in this form. */
    boolean isData() {
        return data;
    }

    /** Whether a file begins as this does; at least one byte. */
    boolean begins(byte[] start) {
        return false;
    }

    /** Whether a file that is not empty holds this. */
    boolean isIn(Path file) {
        try (InputStream raw = Files.newInputStream(file)) {
            byte[] start = raw.readNBytes(START);
            return begins(isZipped(start) ? unzipped(file) : start);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(), "", "cannot be read (%s)".formatted(e), "check its permissions", e);
        }
    }

    private static boolean isZipped(byte[] start) {
        return start.length > 1 && start[0] == 0x1F && start[1] == (byte) 0x8B;
    }

    private static byte[] unzipped(Path file) throws IOException {
        try (InputStream raw = new GZIPInputStream(Files.newInputStream(file))) {
            return raw.readNBytes(START);
        }
    }

    private static boolean startsWith(byte[] start, String magic) {
        return new String(start, StandardCharsets.ISO_8859_1).startsWith(magic);
    }

    private static boolean isText(byte[] start) {
        for (byte one : start) {
            if (one >= 0 && one < '\t') {
                return false;
            }
        }
        return start.length > 0;
    }

    @Override
    public String toString() {
        return text;
    }
}
