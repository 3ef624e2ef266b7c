package hourglass.cli.duplicates;

import hourglass.cli.option.DocumentOptions;
import hourglass.cli.terminal.Progress;
import hourglass.data.InputException;
import hourglass.data.file.ImageFiles;
import hourglass.data.file.Source;
import hourglass.library.Library;
import hourglass.perceptual.PerceptualHash;
import hourglass.picture.GroupPage.Preview;
import hourglass.text.Analysis;
import hourglass.text.SimHash;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is compared, and perhaps what it is compared with. */
final class DuplicateSources {
    private final Path path;
    private final DuplicateSource source;
    private final @Nullable Path otherPath;
    private final @Nullable DuplicateSource other;
    private int known;

    private DuplicateSources(
            Path path, DuplicateSource source, @Nullable Path otherPath, @Nullable DuplicateSource other) {
        this.path = path;
        this.source = source;
        this.otherPath = otherPath;
        this.other = other;
    }

    static DuplicateSources open(
            Path path, @Nullable Path against, @Nullable HashName hash, DocumentOptions documents) {
        DuplicateSource source = open(path, hash, documents);
        if (against == null) {
            return new DuplicateSources(path, source, null, null);
        }
        // What is compared has one hash, even where the other folder holds texts beside its pictures.
        HashName same = source instanceof PictureSource pictures
                ? HashName.valueOf(pictures.perceptual().name())
                : source instanceof DocumentSource ? HashName.SIMHASH : hash;
        boolean library = Files.isDirectory(against) && Library.exists(against);
        DuplicateSource other = open(against, library || isCodes(against) ? null : same, documents);
        boolean encoded =
                other instanceof LibrarySource && (source instanceof PictureSource || source instanceof DocumentSource);
        if (encoded && hash != null) {
            throw new InputException(
                    "--hash", "", "the library %s has its own codes".formatted(against), "leave it out");
        }
        return new DuplicateSources(path, encoded ? new EncodedSource(source, against) : source, against, other);
    }

    private static DuplicateSource open(Path path, @Nullable HashName hash, DocumentOptions documents) {
        if (!Source.exists(path)) {
            throw new InputException(path.toString(), "", "there is no such file or folder", "check the name");
        }
        boolean library = Files.isDirectory(path) && Library.exists(path);
        if (library || isCodes(path)) {
            if (hash != null) {
                throw new InputException(
                        "--hash",
                        "",
                        "%s has its own codes".formatted(path),
                        "leave it out, or give what they were made of");
            }
            return library ? new LibrarySource(path) : new CodesSource(path);
        }
        if (hash != HashName.SIMHASH && Files.isDirectory(path)) {
            ImageFiles pictures = ImageFiles.find(path);
            if (hash != null || pictures.areMost()) {
                PerceptualHash perceptual = hash == null ? null : hash.perceptual();
                return new PictureSource(path, pictures, perceptual == null ? PerceptualHash.PDQ : perceptual);
            }
        }
        if (hash != null && hash != HashName.SIMHASH) {
            throw new InputException(
                    "--hash", "", "%s is no folder of pictures".formatted(path), "give simhash, or leave it out");
        }
        return new DocumentSource(documents.open(path, null), new SimHash(Analysis.of("standard")));
    }

    private static boolean isCodes(Path path) {
        return Files.isRegularFile(path) && path.toString().endsWith(".codes");
    }

    /** How many items there will be, or {@link Progress#UNKNOWN}. */
    long expected() {
        DuplicateSource read = source instanceof EncodedSource encoded ? encoded.source() : source;
        return read instanceof PictureSource pictures ? pictures.files().count() : Progress.UNKNOWN;
    }

    /** Reads all items, those that are there already first. */
    CodedEntries read(Reading reading) {
        if (other == null || otherPath == null) {
            return source.read(reading);
        }
        CodedEntries before = other.read(reading);
        CodedEntries items = source.read(reading);
        if (before.codes().bits() != items.codes().bits()) {
            throw new InputException(
                    otherPath.toString(),
                    "",
                    "has codes of %d bits, but %s of %d"
                            .formatted(
                                    before.codes().bits(), path, items.codes().bits()),
                    "compare what has codes of one kind");
        }
        known = before.entries().size();
        return before.followedBy(items);
    }

    /** How many items were there already; they come first. */
    int known() {
        return known;
    }

    String name() {
        return String.valueOf(path);
    }

    String noun() {
        return source.noun();
    }

    String hash() {
        return source.hash();
    }

    int radius(int bits) {
        return source.radius(bits);
    }

    private @Nullable DuplicateSource of(boolean known) {
        return known ? other : source;
    }

    Map<String, Preview> previews(boolean known, List<String> ids) {
        DuplicateSource one = of(known);
        return one == null || ids.isEmpty() ? Map.of() : one.previews(ids);
    }

    /** The file of an item, or null where items are no files. */
    @Nullable
    Path file(boolean known, String id) {
        DuplicateSource one = of(known);
        return one == null ? null : one.file(id);
    }
}
