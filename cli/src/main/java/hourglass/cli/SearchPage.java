package hourglass.cli;

import hourglass.cli.output.ItemPreview;
import hourglass.data.image.DecodedImage;
import hourglass.data.image.UnreadableImageException;
import hourglass.library.Hit;
import hourglass.library.Snapshot;
import hourglass.picture.GroupPage;
import hourglass.picture.GroupPage.Member;
import hourglass.picture.GroupPage.Preview;
import hourglass.picture.Provenance;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a search found, as a page: the example first if it can be shown, then the hits.
 *
 * @param items of the library
 * @param hits in their order
 */
record SearchPage(Snapshot items, List<Hit> hits, Provenance provenance) {
    /**
     * Writes the page.
     *
     * @param like the item searched for, or null
     * @param file the file searched for, or null
     */
    void write(String title, @Nullable String like, @Nullable Path file, Path page) {
        List<Member> members = new ArrayList<>();
        if (like != null) {
            items.item(like)
                    .ifPresent(item ->
                            members.add(new Member(like, null, "", "searched for", true, ItemPreview.of(item))));
        } else if (file != null && DecodedImage.isNameOfImage(file.toString())) {
            members.add(new Member(file.toString(), null, "", "searched for", true, picture(file)));
        }
        hits.forEach(hit -> members.add(member(hit)));
        String summary = "%,d found among %,d items".formatted(hits.size(), items.count());
        new GroupPage(title, summary, List.of(new GroupPage.Group("Found", members)), List.of(), provenance)
                .write(page);
    }

    private static Preview picture(Path file) {
        try {
            return ItemPreview.of(DecodedImage.read(file));
        } catch (UnreadableImageException e) {
            return new Preview.Nothing();
        }
    }

    private Member member(Hit hit) {
        String badge = hit.distance() == Hit.NO_DISTANCE
                ? String.format(Locale.ROOT, "%.3f", hit.score())
                : "%d bits".formatted(hit.distance());
        Preview preview = items.item(hit.id()).map(ItemPreview::of).orElse(new Preview.Nothing());
        return new Member(hit.id(), null, String.format(Locale.ROOT, "score %.3f", hit.score()), badge, false, preview);
    }
}
