package hourglass.server.api;

import hourglass.codes.format.ByteBits;
import hourglass.data.Dataset;
import hourglass.data.Labels;
import hourglass.data.Matrix;
import hourglass.decomposition.PrincipalComponents;
import hourglass.library.StoredCodes;
import hourglass.matrix.ThreadTeam;
import hourglass.optim.Adam;
import hourglass.server.http.ProblemException;
import hourglass.similarity.SimilarityLoss;
import hourglass.similarity.SimilarityOptions;
import hourglass.train.Initialization;
import hourglass.train.Listener;
import hourglass.train.SimilarityTrainer;
import io.javalin.config.RoutesConfig;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** All codes in the plane. */
final class MapApi {
    private static final int MOST = 100_000;
    /** Items that NCA learns from, which takes seconds. */
    private static final int LEARNT_FROM = 4000;

    private static final int EPOCHS = 30;
    private static final double LEARNING_RATE = 0.03;
    private static final int BATCHES = 10;
    private static final int NO_TOPIC = 65535;
    private static final String PCA = "pca";
    private static final String NCA = "nca";
    private static final String CODE = "code";

    private final ServedLibrary library;
    private final Computations computations;

    MapApi(ServedLibrary library, Computations computations) {
        this.library = library;
        this.computations = computations;
    }

    /** What a map was made of. */
    private record Key(long version, String method, int most) {}

    void addTo(RoutesConfig routes) {
        routes.get("/api/map", request -> {
            String method = Objects.requireNonNullElse(Parameters.text(request, "method"), defaultMethod());
            int most = Parameters.number(request, "most", MOST, 1, MOST);
            byte[] map = computations.get(new Key(version(), method, most), () -> map(method, most));
            request.contentType("application/octet-stream").result(map);
        });
    }

    /** Begins the map that a page asks for first, so that it is there when it does. */
    void prepare() {
        Key key = new Key(version(), defaultMethod(), MOST);
        computations.prepare(key, () -> map(key.method, MOST));
    }

    private long version() {
        return library.read(items -> items.version());
    }

    private String defaultMethod() {
        return library.library().bits() == 2 ? CODE : PCA;
    }

    /** What the points of a map are, ahead of their numbers. */
    private record Header(
            int count,
            int of,
            String method,
            List<String> methods,
            List<String> labels,
            int bits,
            int codeBytes,
            String[] ids,
            String note) {}

    private byte[] map(String method, int most) {
        StoredCodes codes = library.read(items -> items.codes(most, true));
        int all = library.read(items -> items.coded());
        List<String> methods = methods(codes);
        if (!methods.contains(method)) {
            throw ProblemException.badRequest(
                    "there is no map by '%s' of this library".formatted(method),
                    "give one of " + String.join(", ", methods));
        }
        if (codes.count() == 0) {
            throw ProblemException.notFound("no item has a code", "index items first");
        }
        Matrix points = points(method, codes);
        Header header = new Header(
                codes.count(),
                all,
                method,
                methods,
                codes.topicNames()
                        .subList(0, Math.min(NO_TOPIC, codes.topicNames().size())),
                codes.binary().bits(),
                ByteBits.bytes(codes.binary().bits()),
                codes.ids(),
                note(method, codes, all));
        return bytes(header, points, codes);
    }

    private static String note(String method, StoredCodes codes, int all) {
        String some = codes.count() < all ? "%,d of %,d items; ".formatted(codes.count(), all) : "";
        return some
                + switch (method) {
                    case PCA -> "the two principal components of the real codes";
                    case NCA ->
                        "the plane in which items of one topic are nearest to each other (linear NCA, learnt from up to %,d)"
                                .formatted(LEARNT_FROM);
                    default -> "the two units of the code";
                };
    }

    private static List<String> methods(StoredCodes codes) {
        List<String> methods = new ArrayList<>();
        if (codes.binary().bits() == 2) {
            methods.add(CODE);
        }
        if (codes.binary().bits() > 2) {
            methods.add(PCA);
        }
        boolean classes = Arrays.stream(codes.topics())
                        .filter(topic -> topic >= 0)
                        .distinct()
                        .limit(3)
                        .count()
                > 2;
        if (classes && codes.binary().bits() > 2) {
            methods.add(NCA);
        }
        return methods;
    }

    private static Matrix points(String method, StoredCodes codes) {
        ThreadTeam team = ThreadTeam.shared();
        return switch (method) {
            case PCA -> PrincipalComponents.fit(codes.real(), 2, team).encode(codes.real(), team);
            case NCA -> byNca(codes, team);
            default -> codes.real();
        };
    }

    private static Matrix byNca(StoredCodes codes, ThreadTeam team) {
        int[] labelled = IntStream.range(0, codes.count())
                .filter(item -> codes.topics()[item] >= 0)
                .toArray();
        int step = Math.max(1, labelled.length / LEARNT_FROM);
        int[] chosen = IntStream.range(0, labelled.length)
                .filter(i -> i % step == 0)
                .map(i -> labelled[i])
                .toArray();
        Matrix rows =
                new Matrix(codes.real().select(chosen).toArray(), codes.real().columns());
        Dataset learnt = Dataset.of(rows)
                .withLabels(new Labels(
                        IntStream.of(chosen).map(item -> codes.topics()[item]).toArray(), codes.topicNames()));
        return SimilarityTrainer.builder(2)
                .objective(SimilarityOptions.of(new SimilarityLoss.Neighbourhood(true)))
                .initialization(new Initialization.PrincipalComponents())
                .optimizer(Adam.of(LEARNING_RATE))
                .epochs(EPOCHS)
                .batchSize(Math.max(50, chosen.length / BATCHES))
                .build()
                .fit(learnt, Listener.NONE, null, team)
                .encode(codes.real(), team);
    }

    private static byte[] bytes(Header header, Matrix points, StoredCodes codes) {
        byte[] json = padded(Json.bytes(header));
        int count = codes.count();
        int labelBytes = (2 * count + 3) / 4 * 4;
        ByteBuffer bytes = ByteBuffer.allocate(4 + json.length + 8 * count + labelBytes + count * header.codeBytes)
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(json.length).put(json);
        for (int i = 0; i < 2 * count; i++) {
            bytes.putFloat(points.get(i / 2, i % 2));
        }
        int labels = bytes.position();
        for (int item = 0; item < count; item++) {
            int topic = codes.topics()[item];
            bytes.putShort((short) (topic < 0 || topic >= NO_TOPIC ? NO_TOPIC : topic));
        }
        bytes.position(labels + labelBytes);
        for (int item = 0; item < count; item++) {
            bytes.put(CodeTexts.ORDER.encode(codes.binary(), item));
        }
        return bytes.array();
    }

    /** With blanks at the end, so that the numbers behind it lie at multiples of 4 bytes. */
    private static byte[] padded(byte[] json) {
        byte[] padded = Arrays.copyOf(json, (json.length + 3) / 4 * 4);
        Arrays.fill(padded, json.length, padded.length, " ".getBytes(StandardCharsets.UTF_8)[0]);
        return padded;
    }
}
