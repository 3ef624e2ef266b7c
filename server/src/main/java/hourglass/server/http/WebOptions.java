package hourglass.server.http;

import hourglass.data.InputException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a web server listens, who may enter and how much it takes.
 *
 * @param host name or address to listen at (default: 127.0.0.1)
 * @param port to listen at, or 0 for a free one (default: 0)
 * @param names further names by which clients may call the server; addresses and localhost are always among them (default: none)
 * @param token that clients must show to write, and to read if the server listens beyond this machine; or null
 * @param accessLog file to which a line for each request is appended, {@code -} for the standard error, or null for none (default: none)
 * @param mostBodyBytes of a request, unless it is streamed (default: 16 MiB)
 * @param mostConnections at a time; further ones wait to be accepted (default: 4096)
 * @param mostRequests under way at a time, writes that wait for the disk among them; as many more wait up to 5 s, others are refused
 *     (default: 1024)
 * @param idle how long a connection may be silent (default: 30 s)
 */
public record WebOptions(
        String host,
        int port,
        Set<String> names,
        @Nullable String token,
        @Nullable Path accessLog,
        int mostBodyBytes,
        int mostConnections,
        int mostRequests,
        Duration idle) {
    /** Shorter tokens could be guessed. */
    private static final int SHORTEST_TOKEN = 16;

    public WebOptions {
        names = Set.copyOf(names);
        if (port < 0 || port > 65535) {
            throw new InputException("port", "", "cannot be " + port, "give 0 to 65535");
        }
        if (token != null && token.length() < SHORTEST_TOKEN) {
            throw new InputException(
                    "token",
                    "",
                    "has %d characters, so that it could be guessed".formatted(token.length()),
                    "give %d or more".formatted(SHORTEST_TOKEN));
        }
        if (token == null && !isLoopback(host)) {
            throw new InputException(
                    "host " + host,
                    "",
                    "can be reached from other machines, and there is no token to keep strangers out",
                    "give a token, or listen at 127.0.0.1");
        }
    }

    /** A server on this machine alone, without a token. */
    public static WebOptions loopback(int port) {
        return new WebOptions("127.0.0.1", port, Set.of(), null, null, 16 << 20, 4096, 1024, Duration.ofSeconds(30));
    }

    /** The same at another host, which clients call by these names, too; with a token if it is not this machine alone. */
    public WebOptions withHost(String host, List<String> names, @Nullable String token) {
        return new WebOptions(
                host, port, Set.copyOf(names), token, accessLog, mostBodyBytes, mostConnections, mostRequests, idle);
    }

    /** The same with a line for each request in a file, or on the standard error for {@code -}. */
    public WebOptions withAccessLog(@Nullable Path accessLog) {
        return new WebOptions(host, port, names, token, accessLog, mostBodyBytes, mostConnections, mostRequests, idle);
    }

    /** The same with other limits. */
    public WebOptions withLimits(int mostBodyBytes, int mostConnections, int mostRequests, Duration idle) {
        return new WebOptions(host, port, names, token, accessLog, mostBodyBytes, mostConnections, mostRequests, idle);
    }

    /** Whether only this machine reaches it. */
    boolean isLoopback() {
        return isLoopback(host);
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new InputException(
                    "host " + host, "", "is not known here", "give a name or address of this machine", e);
        }
    }
}
