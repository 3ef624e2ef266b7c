package hourglass.cli.duplicates;

import hourglass.cli.output.ItemPreview;
import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.data.file.ImageFiles;
import hourglass.data.image.DecodedImage;
import hourglass.data.image.UnreadableImageException;
import hourglass.perceptual.Fingerprint;
import hourglass.perceptual.PerceptualHash;
import hourglass.picture.GroupPage.Preview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The pictures of a folder by a perceptual hash. */
record PictureSource(Path folder, ImageFiles files, PerceptualHash perceptual) implements DuplicateSource {
    @Override
    public String noun() {
        return "pictures";
    }

    @Override
    public String hash() {
        return perceptual.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public int radius(int bits) {
        return perceptual.radius();
    }

    /** What is kept of a picture once it is decoded. */
    private record Seen(int width, int height, Fingerprint fingerprint) {}

    @Override
    public CodedEntries read(Reading reading) {
        List<String> ids = files.ids();
        List<Entry> entries = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        BinaryCodesBuilder codes = BinaryCodes.builder(perceptual.bits());
        files.forEach(
                image -> new Seen(image.width(), image.height(), perceptual.of(image)),
                new ImageFiles.Receiver<Seen>() {
                    @Override
                    public void accept(int item, Seen seen) {
                        reading.show(item + 1L);
                        if (seen.fingerprint.isReliable()) {
                            codes.add(seen.fingerprint.code());
                            entries.add(entry(ids.get(item), seen.width, seen.height));
                        } else {
                            leftOut.add(ids.get(item) + " has too little detail to be compared");
                        }
                    }

                    @Override
                    public void broken(int item, String reason) {
                        reading.show(item + 1L);
                        leftOut.add(ids.get(item) + " " + reason);
                    }
                });
        return new CodedEntries(entries, codes.build(), leftOut, remarks()).requireAny(folder.toString());
    }

    /** What a folder holds besides pictures is said, since the user may have meant it. */
    List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (files.others() > 0) {
            remarks.add("%,d files of %s that are no pictures are passed over; --hash simhash compares documents"
                    .formatted(files.others(), folder));
        }
        if (!files.foreign().isEmpty()) {
            remarks.add("%s of %s are passed over; convert them to PNG or JPEG".formatted(files.foreign(), folder));
        }
        return remarks;
    }

    /** A picture of a size, with what its file says. */
    Entry entry(String id, int width, int height) {
        try {
            BasicFileAttributes file = Files.readAttributes(folder.resolve(id), BasicFileAttributes.class);
            return new Entry(
                    id,
                    width,
                    height,
                    null,
                    file.size(),
                    file.lastModifiedTime().toInstant());
        } catch (IOException e) {
            // It was there when it was decoded; its size and date are all that is lost.
            return new Entry(id, width, height, null, null, null);
        }
    }

    @Override
    public Map<String, Preview> previews(List<String> ids) {
        Map<String, Preview> previews = new ConcurrentHashMap<>();
        ids.parallelStream().forEach(id -> {
            try {
                previews.put(id, ItemPreview.of(DecodedImage.read(folder.resolve(id))));
            } catch (UnreadableImageException e) {
                previews.put(id, new Preview.Text(e.reason()));
            }
        });
        return previews;
    }

    @Override
    public Path file(String id) {
        return folder.resolve(id);
    }
}
