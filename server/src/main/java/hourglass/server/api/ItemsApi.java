package hourglass.server.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import hourglass.library.Code;
import hourglass.library.Item;
import hourglass.library.ItemFilters;
import hourglass.library.Snapshot;
import hourglass.persistence.FittedModel;
import hourglass.server.http.ProblemException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/** The items of the library: listed, shown, added, replaced and removed, one by one or many in a stream. */
final class ItemsApi {
    private static final int MOST_LISTED = 1000;
    private static final int MOST_DELETED = 10_000;
    private static final String LINES = "application/x-ndjson";

    private final FittedModel model;
    private final ServedLibrary library;
    private final Writes writes;
    private final Pictures pictures;
    private final CodeTexts codes;

    ItemsApi(FittedModel model, ServedLibrary library, Writes writes, Pictures pictures) {
        this.model = model;
        this.library = library;
        this.writes = writes;
        this.pictures = pictures;
        this.codes = new CodeTexts(library.library().bits());
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/items", request -> Json.answer(request, list(request)));
        routes.post("/api/items", this::putAll);
        routes.post(
                "/api/items/delete", request -> Json.answer(request, delete(Json.read(request, DeleteRequest.class))));
        routes.get("/api/items/{id}", request -> Json.answer(request, show(request.pathParam("id"))));
        routes.put("/api/items/{id}", this::put);
        routes.delete("/api/items/{id}", this::deleteOne);
    }

    /** An item in a list. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ListedItem(
            String id,
            String title,
            String snippet,
            List<String> topics,
            Map<String, String> fields,
            @Nullable String thumbnail) {}

    /** A page of a list. */
    record ItemList(List<ListedItem> items, @Nullable String next, int count) {}

    private ItemList list(Context request) {
        int limit = Parameters.number(request, "limit", 20, 1, MOST_LISTED);
        String after = Objects.requireNonNullElse(Parameters.text(request, "cursor"), "");
        boolean thumbnails = "thumbnail".equals(Parameters.text(request, "with"));
        Query filter = filter(request);
        return library.read(items -> {
            List<Item> page = items.page(after, limit + 1, filter);
            List<Item> shown = page.subList(0, Math.min(limit, page.size()));
            return new ItemList(
                    shown.stream().map(item -> listed(item, thumbnails)).toList(),
                    page.size() > limit ? shown.get(limit - 1).id() : null,
                    filter == null ? items.count() : items.count(filter));
        });
    }

    private static @Nullable Query filter(Context request) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        request.queryParams("topic").forEach(topic -> all.add(ItemFilters.topic(topic), Occur.FILTER));
        request.queryParamMap().forEach((name, values) -> {
            if (name.startsWith("field.")) {
                values.forEach(value -> all.add(ItemFilters.field(name.substring(6), value), Occur.FILTER));
            }
        });
        BooleanQuery query = all.build();
        return query.clauses().isEmpty() ? null : query;
    }

    private static ListedItem listed(Item item, boolean withThumbnail) {
        byte[] thumbnail = item.thumbnail();
        return new ListedItem(
                item.id(),
                item.title(),
                Snippets.of(item),
                item.topics(),
                item.shownFields(),
                thumbnail == null || !withThumbnail ? null : Pictures.dataUrl(thumbnail));
    }

    /** All that the library holds of an item. */
    record ShownItem(
            String id,
            String title,
            String text,
            List<String> topics,
            Map<String, String> fields,
            @Nullable String thumbnail,
            @Nullable String code,
            float @Nullable [] real) {}

    private ShownItem show(String id) {
        return library.read(items -> {
            Item item = items.item(id)
                    .orElseThrow(() -> ProblemException.notFound(
                            "item '%s' is not in the library".formatted(id), "list the items by GET /api/items"));
            Code code = items.code(id).orElse(null);
            byte[] thumbnail = item.thumbnail();
            return new ShownItem(
                    id,
                    item.title(),
                    item.text(),
                    item.topics(),
                    item.shownFields(),
                    thumbnail == null ? null : Pictures.dataUrl(thumbnail),
                    code == null ? null : codes.hex(code.binary()),
                    code == null ? null : code.real());
        });
    }

    /** An item that is on disk. */
    record Stored(String id, @Nullable String code) {}

    private void put(Context request) {
        String id = request.pathParam("id");
        ItemRequest body = Json.read(request, ItemRequest.class);
        if (body.id() != null && !body.id().equals(id)) {
            throw ProblemException.badRequest(
                    "the body has id '%s', the address '%s'".formatted(body.id(), id), "leave it out of the body");
        }
        CompletableFuture<Void> written = writes.put(body.item(id, model, pictures));
        request.future(() -> written.handle((none, failure) -> {
            answer(request, failure, () -> new Stored(id, library.read(items -> code(items, id))));
            return null;
        }));
    }

    private @Nullable String code(Snapshot items, String id) {
        return items.code(id).map(code -> codes.hex(code.binary())).orElse(null);
    }

    private void deleteOne(Context request) {
        String id = request.pathParam("id");
        if (!library.read(items -> items.contains(id))) {
            throw ProblemException.notFound("item '%s' is not in the library".formatted(id), "");
        }
        CompletableFuture<Void> written = writes.delete(id);
        request.future(() -> written.handle((none, failure) -> {
            answer(request, failure, () -> Map.of("deleted", 1));
            return null;
        }));
    }

    private static void answer(
            Context request, @Nullable Throwable failure, java.util.function.Supplier<Object> answer) {
        if (failure != null) {
            throw Writes.problem(failure);
        }
        request.contentType("application/json").result(Json.bytes(answer.get()));
    }

    /** Which items to remove: by their ids, or all that match a filter. */
    record DeleteRequest(
            @Nullable List<String> ids, @Nullable FilterRequest filter) {}

    private Map<String, Integer> delete(DeleteRequest request) {
        if ((request.ids() == null) == (request.filter() == null)) {
            throw ProblemException.badRequest("it is not said what to delete", "give ids or a filter");
        }
        if (request.ids() != null) {
            List<String> ids = request.ids();
            if (ids.size() > MOST_DELETED) {
                throw ProblemException.badRequest(
                        "there are more than %,d ids".formatted(MOST_DELETED), "send several requests");
            }
            int there = library.read(items ->
                    (int) ids.stream().distinct().filter(items::contains).count());
            ids.stream().distinct().map(writes::delete).toList().forEach(Writes::await);
            return Map.of("deleted", there);
        }
        Query filter = Objects.requireNonNull(request.filter()).query();
        if (filter == null) {
            throw ProblemException.badRequest(
                    "the filter has no conditions, and would delete everything", "give conditions");
        }
        int there = library.read(items -> items.count(filter));
        Writes.await(writes.delete(filter));
        return Map.of("deleted", there);
    }

    /** A line of a batch that was refused. */
    record Refused(int line, String detail) {}

    /** What became of a batch: all that is counted is on disk. */
    record BatchAnswer(int stored, int refused, List<Refused> first) {}

    private void putAll(Context request) throws IOException {
        if (!String.valueOf(request.contentType()).startsWith(LINES)) {
            throw new ProblemException(
                    415,
                    "a batch is of type %s, not %s".formatted(LINES, request.contentType()),
                    "send an item in each line, with the header 'Content-Type: %s'".formatted(LINES));
        }
        Batch batch = new Batch();
        try (LineStream lines = new LineStream(new BufferedInputStream(request.bodyInputStream()))) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                batch.add(lines.number(), line);
            }
        }
        Json.answer(request, batch.end());
    }

    /** The items of a stream, of which a bounded number waits to be written. */
    private final class Batch {
        private static final int WINDOW = 512;
        private static final int MOST_REPORTED = 100;

        /** A line that is being written. */
        private record Pending(int line, CompletableFuture<Void> written) {}

        private final List<Pending> pending = new ArrayList<>();
        private final List<Refused> first = new ArrayList<>();
        private int stored;
        private int refused;

        void add(int number, byte[] line) {
            try {
                ItemRequest item = Json.read(line, ItemRequest.class);
                if (item.id() == null) {
                    throw ProblemException.badRequest("the item has no id", "give it one that no other item has");
                }
                pending.add(new Pending(number, writes.put(item.item(item.id(), model, pictures))));
            } catch (ProblemException e) {
                if (e.status() != 400) {
                    throw e;
                }
                refuse(number, e);
            }
            if (pending.size() >= WINDOW) {
                awaitAll();
            }
        }

        private void refuse(int line, ProblemException problem) {
            refused++;
            if (first.size() < MOST_REPORTED) {
                first.add(new Refused(
                        line, problem.getMessage() + (problem.remedy().isEmpty() ? "" : "; " + problem.remedy())));
            }
        }

        private void awaitAll() {
            for (Pending write : pending) {
                try {
                    Writes.await(write.written);
                    stored++;
                } catch (ProblemException e) {
                    if (e.status() != 400) {
                        throw e;
                    }
                    refuse(write.line, e);
                }
            }
            pending.clear();
        }

        BatchAnswer end() {
            awaitAll();
            return new BatchAnswer(stored, refused, first);
        }
    }
}
