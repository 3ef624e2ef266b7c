package hourglass.cli.duplicates;

import java.util.List;

/**
 * How much was found.
 *
 * @param groups how many there are
 * @param members of all groups
 * @param bytes of the files of those that are not kept, as far as they are known
 */
record GroupSummary(int groups, int members, long bytes) {
    static GroupSummary of(List<DuplicateGroup> groups) {
        long bytes = groups.stream()
                .flatMap(group -> group.duplicates().stream())
                .mapToLong(member ->
                        member.entry().bytes() == null ? 0 : member.entry().bytes())
                .sum();
        return new GroupSummary(
                groups.size(), groups.stream().mapToInt(DuplicateGroup::size).sum(), bytes);
    }

    /** How many are not the one to keep of their group. */
    int duplicates() {
        return members - groups;
    }

    /** In words. */
    String text(String noun, int radius) {
        if (groups == 0) {
            return "none, no two %s are within %d bits".formatted(noun, radius);
        }
        String size = bytes == 0 ? "" : " of " + Entry.inUnits(bytes);
        String duplicates = duplicates() == 1 ? "duplicate" : "duplicates";
        return "%,d of %,d %s within %d bits, that is %,d %s%s; nothing was deleted"
                .formatted(groups, members, noun, radius, duplicates(), duplicates, size);
    }
}
