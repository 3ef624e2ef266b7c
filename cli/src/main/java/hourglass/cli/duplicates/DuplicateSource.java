package hourglass.cli.duplicates;

import hourglass.picture.GroupPage.Preview;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the items come from. */
interface DuplicateSource {
    /** What the items are, in the plural. */
    String noun();

    /** How codes are made of the items, such as "pdq". */
    String hash();

    /** The largest distance of duplicates where none is given, for codes of so many bits. */
    int radius(int bits);

    /** Reads all items. */
    CodedEntries read(Reading reading);

    /** What a page shows of some of the items, by their ids; those that cannot be read any more are missing. */
    Map<String, Preview> previews(List<String> ids);

    /** The file of an item, or null where items are no files. */
    default @Nullable Path file(String id) {
        return null;
    }
}
