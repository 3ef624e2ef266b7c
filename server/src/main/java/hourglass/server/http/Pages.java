package hourglass.server.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The files of the pages, from the class path: those of Hourglass, and of the JavaScript libraries that come as WebJars. */
public final class Pages {
    static final String FILES = "/page/";
    static final String WEBJARS = "/webjars/";

    private static final String FOLDER = "/hourglass/server/page/";
    /** No part of a path begins with a dot, so that none leads out of its folder. */
    private static final Pattern PATH = Pattern.compile("\\w[\\w.-]*(/\\w[\\w.-]*)*");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "png", "image/png",
            "json", "application/json");

    private final Map<String, byte[]> read = new ConcurrentHashMap<>();

    Pages() {}

    void addTo(RoutesConfig routes) {
        routes.get(FILES + "<path>", request -> answer(request, FOLDER, request.pathParam("path")));
        routes.get(WEBJARS + "{name}/<path>", request -> {
            String name = request.pathParam("name");
            answer(
                    request,
                    "/META-INF/resources/webjars/%s/%s/".formatted(name, version(name)),
                    request.pathParam("path"));
        });
    }

    /** Answers with one of the pages. */
    public static Handler page(String name) {
        Pages pages = new Pages();
        return request -> pages.answer(request, FOLDER, name);
    }

    private void answer(Context request, String folder, String path) {
        byte[] content = PATH.matcher(path).matches() ? read(folder + path) : null;
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (content == null || type == null) {
            throw ProblemException.notFound("there is no file " + request.path(), "begin at /");
        }
        // Compared again each time, so that a newer server's page is never mixed of old and new files.
        request.header("Cache-Control", "no-cache").contentType(type).result(content);
    }

    private byte @Nullable [] read(String resource) {
        byte[] known = read.get(resource);
        if (known != null) {
            return known;
        }
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            if (in == null) {
                return null;
            }
            byte[] content = in.readAllBytes();
            read.put(resource, content);
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    /** That of a WebJar, as Maven writes it into each. */
    private static String version(String name) {
        if (!PATH.matcher(name).matches()) {
            return "";
        }
        String resource = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "");
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
