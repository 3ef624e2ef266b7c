package hourglass.cli.duplicates;

import hourglass.picture.GroupPage;
import hourglass.picture.GroupPage.Preview;
import hourglass.picture.Provenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page of groups.
 *
 * @param most groups that are shown
 */
record GroupReport(
        DuplicateSources sources,
        CodedEntries items,
        List<DuplicateGroup> groups,
        int radius,
        int most,
        Provenance provenance) {
    /** Of a larger group so many are shown. */
    private static final int MEMBERS = 24;

    void write(Path file) {
        List<DuplicateGroup> shown = groups.subList(0, Math.min(most, groups.size()));
        Map<Boolean, Map<String, Preview>> previews = Map.of(
                true, sources.previews(true, ids(shown, true)),
                false, sources.previews(false, ids(shown, false)));
        List<GroupPage.Group> pages = shown.stream()
                .map(group -> new GroupPage.Group(
                        heading(group),
                        members(group)
                                .map(member -> page(member, previews, file))
                                .toList()))
                .toList();
        GroupSummary found = GroupSummary.of(groups);
        String summary =
                (found.groups() == 0 ? "Groups: " : "Groups found: ") + found.text(sources.noun(), radius) + ".";
        new GroupPage("Duplicates in " + sources.name(), summary, pages, remarks(shown.size()), provenance).write(file);
    }

    private String heading(DuplicateGroup group) {
        String more = group.size() > MEMBERS ? ", of which %d are shown".formatted(MEMBERS) : "";
        return "%,d %s%s".formatted(group.size(), sources.noun(), more);
    }

    private static Stream<DuplicateGroup.Member> members(DuplicateGroup group) {
        return Stream.concat(Stream.of(group.kept()), group.duplicates().stream())
                .limit(MEMBERS);
    }

    private static List<String> ids(List<DuplicateGroup> groups, boolean known) {
        return groups.stream()
                .flatMap(GroupReport::members)
                .filter(member -> (member.known() != null) == known)
                .map(member -> member.entry().id())
                .toList();
    }

    private GroupPage.Member page(
            DuplicateGroup.Member member, Map<Boolean, Map<String, Preview>> previews, Path page) {
        boolean known = member.known() != null;
        String id = member.entry().id();
        Integer distance = member.distance();
        String badge = distance == null ? "keep" : distance == 0 ? "same code" : "%d bits".formatted(distance);
        Preview preview = previews.getOrDefault(known, Map.of()).getOrDefault(id, new Preview.Nothing());
        return new GroupPage.Member(
                id,
                link(sources.file(known, id), page),
                // A date is not to be broken into lines.
                member.entry().about().replace('-', '\u2011'),
                known ? badge + ", known" : badge,
                distance == null,
                preview);
    }

    /** From the page to a file, which a reader can open while both are where they are. */
    private static @Nullable String link(@Nullable Path target, Path page) {
        Path folder = page.toAbsolutePath().normalize().getParent();
        if (target == null || folder == null) {
            return null;
        }
        // A URI of a path encodes what a browser would take for something else.
        String base = folder.toUri().toString();
        String whole = target.toAbsolutePath().normalize().toUri().toString();
        return whole.startsWith(base) ? whole.substring(base.length()) : whole;
    }

    private List<String> remarks(int shown) {
        List<String> remarks = new ArrayList<>();
        if (shown < groups.size()) {
            remarks.add("%,d more groups are not shown; --report-groups shows more.".formatted(groups.size() - shown));
        }
        if (!items.leftOut().isEmpty()) {
            remarks.add("Left out: " + String.join("; ", items.leftOut()) + ".");
        }
        return remarks;
    }
}
