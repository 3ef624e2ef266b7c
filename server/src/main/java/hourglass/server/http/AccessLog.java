package hourglass.server.http;

import hourglass.data.InputException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.jetty.server.CustomRequestLog;
import org.eclipse.jetty.server.RequestLog;

/** A line for each request, in the format that web servers share (NCSA), with the microseconds that it took. */
final class AccessLog {
    private static final String FORMAT = "%{client}a - - %t \"%m %U %H\" %s %O %D";

    private AccessLog() {}

    static RequestLog of(Path file) {
        PrintStream lines = new PrintStream(open(file), true, StandardCharsets.UTF_8);
        return new CustomRequestLog(lines::println, FORMAT);
    }

    private static OutputStream open(Path file) {
        if (file.toString().equals("-")) {
            return new java.io.FileOutputStream(java.io.FileDescriptor.err);
        }
        try {
            return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new InputException(
                    file.toString(),
                    "",
                    "cannot be written: " + e.getMessage(),
                    "give another file for the access log",
                    e);
        }
    }
}
