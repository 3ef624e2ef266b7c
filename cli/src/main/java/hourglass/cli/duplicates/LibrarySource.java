package hourglass.cli.duplicates;

import hourglass.cli.output.ItemPreview;
import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.library.Item;
import hourglass.library.Library;
import hourglass.library.Snapshot;
import hourglass.picture.GroupPage.Preview;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The items of a library by their codes. */
record LibrarySource(Path folder) implements DuplicateSource {
    @Override
    public String noun() {
        return "items";
    }

    @Override
    public String hash() {
        return "the library's codes";
    }

    @Override
    public int radius(int bits) {
        return CodesSource.radiusOf(bits);
    }

    @Override
    public CodedEntries read(Reading reading) {
        try (Library library = Library.open(folder);
                Snapshot items = library.snapshot()) {
            List<Entry> entries = new ArrayList<>();
            List<String> leftOut = new ArrayList<>();
            BinaryCodesBuilder codes = BinaryCodes.builder(library.bits());
            items.forEach(item -> {
                items.code(item.id())
                        .ifPresentOrElse(
                                code -> {
                                    codes.add(code.binary());
                                    entries.add(entry(item));
                                },
                                () -> leftOut.add(item.id() + " has no code"));
                reading.show(entries.size() + leftOut.size());
            });
            return new CodedEntries(entries, codes.build(), leftOut, List.of()).requireAny(folder.toString());
        }
    }

    private static Entry entry(Item item) {
        return item.text().isEmpty()
                ? Entry.of(item.id())
                : Entry.ofText(item.id(), item.text().length());
    }

    @Override
    public Map<String, Preview> previews(List<String> ids) {
        Map<String, Preview> previews = new HashMap<>();
        try (Library library = Library.open(folder);
                Snapshot items = library.snapshot()) {
            ids.forEach(id -> items.item(id).ifPresent(item -> previews.put(id, ItemPreview.of(item))));
        }
        return previews;
    }
}
