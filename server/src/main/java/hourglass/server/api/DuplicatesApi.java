package hourglass.server.api;

import hourglass.codes.join.HammingJoin;
import hourglass.library.Item;
import hourglass.library.Snapshot;
import hourglass.library.StoredCodes;
import hourglass.server.http.ProblemException;
import io.javalin.config.RoutesConfig;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Groups of items that are linked by codes which differ in few bits. */
final class DuplicatesApi {
    private static final int MOST_GROUPS = 200;
    private static final int MOST_MEMBERS = 50;
    /** Of the bits of a code: beyond it nearly everything is linked. */
    private static final int LARGEST_SHARE = 8;

    private final ServedLibrary library;
    private final Computations computations;

    DuplicatesApi(ServedLibrary library, Computations computations) {
        this.library = library;
        this.computations = computations;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/duplicates", request -> {
            int bits = library.library().bits();
            int radius =
                    Parameters.number(request, "radius", defaultRadius(bits), 0, Math.max(1, bits / LARGEST_SHARE));
            int limit = Parameters.number(request, "limit", 20, 1, MOST_GROUPS);
            int from = offset(Parameters.text(request, "cursor"));
            long version = library.read(Snapshot::version);
            Groups groups = computations.get(new Key(version, radius), () -> groups(radius));
            Json.answer(request, page(groups, from, limit));
        });
    }

    /** A thirty-second of the bits. */
    private static int defaultRadius(int bits) {
        return bits / 32;
    }

    private static int offset(@Nullable String cursor) {
        try {
            return cursor == null ? 0 : Math.max(0, Integer.parseInt(cursor));
        } catch (NumberFormatException e) {
            throw ProblemException.badRequest("'%s' is not a cursor".formatted(cursor), "give what \"next\" was");
        }
    }

    private record Key(long version, int radius) {}

    /** All groups, the largest first: their first members, and how many there are. */
    private record Groups(List<Group> groups, int radius, int defaultRadius, int items) {}

    private record Group(List<String> ids, List<Integer> distances, int size) {}

    private Groups groups(int radius) {
        StoredCodes codes = library.read(items -> items.codes(Integer.MAX_VALUE, false));
        int bits = codes.binary().bits();
        List<Group> groups = HammingJoin.of(codes.binary(), radius).components().groups().stream()
                .sorted(Comparator.comparingInt((int[] group) -> -group.length))
                .map(group -> group(codes, group))
                .toList();
        int items = groups.stream().mapToInt(Group::size).sum();
        return new Groups(groups, radius, defaultRadius(bits), items);
    }

    private static Group group(StoredCodes codes, int[] members) {
        long[] first = codes.binary().code(members[0]);
        int[] shown = Arrays.copyOf(members, Math.min(MOST_MEMBERS, members.length));
        return new Group(
                Arrays.stream(shown).mapToObj(item -> codes.ids()[item]).toList(),
                Arrays.stream(shown)
                        .map(item -> codes.binary().distance(item, first))
                        .boxed()
                        .toList(),
                members.length);
    }

    /** One of a group, with the distance of its code from that of the first. */
    record Member(
            String id,
            String title,
            String snippet,
            @Nullable String thumbnail,
            int distance) {}

    /** A group; of a large one the first members. */
    record ShownGroup(List<Member> items, int size) {}

    record DuplicatesAnswer(
            List<ShownGroup> groups,
            int groupCount,
            int itemCount,
            int radius,
            int defaultRadius,
            @Nullable String next) {}

    private DuplicatesAnswer page(Groups groups, int from, int limit) {
        int start = Math.min(from, groups.groups.size());
        int end = Math.min(start + limit, groups.groups.size());
        return library.read(items -> new DuplicatesAnswer(
                groups.groups.subList(start, end).stream()
                        .map(group -> shown(group, items))
                        .toList(),
                groups.groups.size(),
                groups.items,
                groups.radius,
                groups.defaultRadius,
                end < groups.groups.size() ? Integer.toString(end) : null));
    }

    private static ShownGroup shown(Group group, Snapshot items) {
        return new ShownGroup(
                java.util.stream.IntStream.range(0, group.ids.size())
                        .mapToObj(i -> member(items.item(group.ids.get(i)).orElse(null), group.distances.get(i)))
                        .filter(Objects::nonNull)
                        .toList(),
                group.size);
    }

    /** Null for one that was deleted meanwhile. */
    private static @Nullable Member member(@Nullable Item item, int distance) {
        if (item == null) {
            return null;
        }
        byte[] thumbnail = item.thumbnail();
        return new Member(
                item.id(),
                item.title(),
                Snippets.of(item),
                thumbnail == null ? null : Pictures.dataUrl(thumbnail),
                distance);
    }
}
