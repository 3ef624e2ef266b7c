package hourglass.cli.duplicates;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import hourglass.codes.Hamming;
import hourglass.codes.join.ConnectedComponents;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items that are connected by pairs within the radius.
 *
 * @param kept the one to keep
 * @param duplicates the others, the nearest to it first
 */
record DuplicateGroup(Member kept, List<Member> duplicates) {
    /**
     * An item of a group.
     *
     * @param known true if it was there before, in what the source is compared with; else null
     * @param distance from the one that is kept, which has none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Member(
            @JsonUnwrapped Entry entry,
            @Nullable Boolean known,
            @Nullable Integer distance) {}

    /**
     * Makes groups of what is connected, the largest first.
     *
     * @param firstNew the number of the first item that is new; those before are kept rather than new ones
     */
    static List<DuplicateGroup> of(CodedEntries items, ConnectedComponents components, int firstNew, KeepBest keep) {
        Comparator<Integer> order = Comparator.<Integer, Boolean>comparing(item -> item >= firstNew)
                .thenComparing(item -> items.entries().get(item), keep.order())
                .thenComparing(Comparator.naturalOrder());
        return components.groups().stream()
                .sorted(Comparator.comparingInt(group -> -group.length))
                .map(group ->
                        of(items, Arrays.stream(group).boxed().sorted(order).toList(), firstNew))
                .toList();
    }

    private static DuplicateGroup of(CodedEntries items, List<Integer> group, int firstNew) {
        long[] kept = items.codes().code(group.get(0));
        List<Member> duplicates = group.stream()
                .skip(1)
                .map(item -> member(
                        items,
                        item,
                        firstNew,
                        Hamming.distance(kept, items.codes().code(item))))
                .sorted(Comparator.comparing(Member::distance))
                .toList();
        return new DuplicateGroup(member(items, group.get(0), firstNew, null), duplicates);
    }

    private static Member member(CodedEntries items, int item, int firstNew, @Nullable Integer distance) {
        return new Member(items.entries().get(item), item < firstNew ? true : null, distance);
    }

    /** How many items it has. */
    int size() {
        return 1 + duplicates.size();
    }
}
