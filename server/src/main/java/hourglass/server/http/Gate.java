package hourglass.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may enter. A page of a stranger can send requests from the user's own browser to a server on the user's machine; so
 * those are refused that come by a name that is not the server's (DNS rebinding), or from a page of another origin.
 */
final class Gate {
    /** Addresses cannot be rebound, only names. */
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);
    /** They change nothing, though their examples are too long for an address. */
    private static final Set<String> READING_POSTS =
            Set.of("/api/query", "/api/distances", "/api/encode", "/api/decode", "/api/reconstruct");
    /** They hold nothing of the user's. */
    private static final Set<String> OPEN = Set.of("/", "/api", "/health", "/ready", "/openapi.json", "/favicon.ico");

    private final Set<String> names;
    private final boolean loopback;
    private final byte @Nullable [] token;

    Gate(WebOptions options) {
        names = options.names().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(java.util.stream.Collectors.toUnmodifiableSet());
        loopback = options.isLoopback();
        token = options.token() == null ? null : digest(options.token());
    }

    /** Refuses the request unless it may enter. */
    void check(Context request) {
        String host = checkHost(request.header("Host"));
        checkOrigin(request.header("Origin"), host);
        if (needsToken(request)) {
            checkToken(request);
        }
    }

    private String checkHost(@Nullable String host) {
        String name =
                host == null ? "" : PORT.matcher(host.toLowerCase(Locale.ROOT)).replaceFirst("");
        if (name.equals("localhost")
                || names.contains(name)
                || ADDRESS.matcher(name).matches()) {
            return host == null ? "" : host;
        }
        throw new ProblemException(
                421,
                "this server is not called '%s'".formatted(name),
                "call it by its address, or start it with --name for each name that it has");
    }

    private static void checkOrigin(@Nullable String origin, String host) {
        if (origin != null && !host.equalsIgnoreCase(authority(origin))) {
            throw new ProblemException(
                    403,
                    "pages of other origins may not use this server",
                    "send the request from its own page, or from a program");
        }
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private boolean needsToken(Context request) {
        if (isOpen(request)) {
            return false;
        }
        return !loopback || !(READING.contains(request.method()) || READING_POSTS.contains(request.path()));
    }

    private static boolean isOpen(Context request) {
        String path = request.path();
        return READING.contains(request.method())
                && (OPEN.contains(path) || path.startsWith(Pages.FILES) || path.startsWith(Pages.WEBJARS));
    }

    private void checkToken(Context request) {
        if (token == null) {
            throw new ProblemException(
                    403,
                    "this server was started without a token, so that nothing can be written",
                    "start it with a token, by --token-file or the variable HOURGLASS_TOKEN");
        }
        String given = given(request);
        if (given == null || !MessageDigest.isEqual(token, digest(given))) {
            throw new ProblemException(
                    401,
                    given == null ? "a token is needed" : "the token is wrong",
                    "send the server's token in the header 'Authorization: Bearer TOKEN'");
        }
    }

    private static @Nullable String given(Context request) {
        String header = request.header("Authorization");
        if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return header.substring(7).strip();
        }
        return request.header("api-key");
    }

    /** Of one length whatever the token's, so that a comparison takes the same time for all. */
    private static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
