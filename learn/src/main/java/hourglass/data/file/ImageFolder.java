package hourglass.data.file;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.image.DecodedImage;
import hourglass.data.image.UnreadableImageException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Folders of images (PNG, JPEG, GIF, BMP, TIFF, WebP), searched through all sub-folders that are not hidden, in the order of
 * their names. Where all images lie in several sub-folders, the name of the sub-folder is their class. The id of an image is
 * its path within the folder.
 */
final class ImageFolder {
    /** The most images decoded side by side before they are stored in order. */
    private static final int LARGEST_BLOCK = 256;
    /** So many broken files are named. */
    private static final int NAMED = 10;

    private final FolderFiles files;
    private final ReadOptions options;
    private final List<Path> broken = new ArrayList<>();
    private final List<String> reasons = new ArrayList<>();
    private @Nullable InputException misfit;

    private ImageFolder(FolderFiles files, ReadOptions options) {
        this.files = files;
        this.options = options;
    }

    /**
     * Reads all images, brought to one shape.
     *
     * @param options of which {@code imageSize}, {@code colour}, {@code skipBroken} and {@code white} count; where
     *     {@code colour} is not given, all are read in colour if one is
     * @throws InputException if there are no images, some cannot be decoded, or sizes differ and none is stated
     */
    public static Dataset read(Path folder, ReadOptions options) {
        FolderFiles all = FolderFiles.find(
                folder, name -> DecodedImage.isNameOfImage(name) || DecodedImage.isNameOfForeignImage(name));
        FolderFiles files = all.named(DecodedImage::isNameOfImage);
        String foreign = foreignImages(all.named(DecodedImage::isNameOfForeignImage));
        if (!files.files().isEmpty()) {
            Dataset images = new ImageFolder(files, options).read();
            return foreign.isEmpty() ? images : images.withNote("%s: %s are passed over".formatted(folder, foreign));
        }
        FolderFiles arrays = ArrayFolder.files(folder);
        if (arrays.files().isEmpty()) {
            throw new InputException(
                    folder.toString(),
                    "",
                    foreign.isEmpty()
                            ? "holds no images (*.png, *.jpg, ...) and no arrays (*.npy)"
                            : "holds no images that can be read, but " + foreign,
                    foreign.isEmpty()
                            ? "give a folder of images, or a file of IDX, npy or CSV"
                            : "convert them to PNG or JPEG");
        }
        return ArrayFolder.read(arrays, options);
    }

    /** Pictures in formats that are not read, in words; empty if there are none. */
    static String foreignImages(FolderFiles found) {
        Map<String, Long> counts = found.files().stream()
                .collect(Collectors.groupingBy(
                        file -> DecodedImage.suffix(file.toString()), TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? ""
                : "pictures in formats that are not read (%s; first: %s)"
                        .formatted(
                                counts.entrySet().stream()
                                        .map(count -> "%s: %,d".formatted(count.getKey(), count.getValue()))
                                        .collect(Collectors.joining(", ")),
                                found.ids().get(0));
    }

    /** An image, or why there is none. */
    private record Decoded(
            byte[] pixels,
            boolean colour,
            @Nullable UnreadableImageException broken,
            @Nullable InputException misfit) {}

    private Dataset read() {
        ImageShape shape = shape(firstImage());
        try (SpillBuffer spool = new SpillBuffer()) {
            List<Path> all = files.files();
            int size = (int) Math.max(1, Math.min(LARGEST_BLOCK, SpillBuffer.memoryLimit() / 4 / shape.size()));
            for (int start = 0; start < all.size(); start += size) {
                List<Path> block = all.subList(start, Math.min(all.size(), start + size));
                List<Decoded> images =
                        block.parallelStream().map(file -> decode(file, shape)).toList();
                for (int i = 0; i < block.size(); i++) {
                    Decoded image = images.get(i);
                    if (image.colour && shape.channels() == 1 && options.colour() == null) {
                        return new ImageFolder(files, options.withColour(true))
                                .read()
                                .withNote("%s is in colour, and so all images are read in colour; to read them in grey,"
                                                .formatted(files.id(block.get(i)))
                                        + " give --no-color");
                    }
                    take(block.get(i), image, spool);
                }
            }
            refuseFailures();
            Rows rows = spool.rows(Element.U8, ByteOrder.BIG_ENDIAN, shape.size(), options.whiteOf(Element.U8));
            FolderFiles read = files.without(broken);
            Dataset data =
                    new Dataset(files.folder().toString(), rows, List.of(), read.labels(), shape).withIds(read.ids());
            Dataset noted = read.isMixed()
                    ? data.withNote("%s has images in sub-folders and beside these, and so there are no classes"
                            .formatted(files.folder()))
                    : data;
            return broken.isEmpty() ? noted : noted.withNote(failures("are passed over"));
        }
    }

    /** The first that can be decoded. */
    private DecodedImage firstImage() {
        for (Path file : files.files()) {
            try {
                DecodedImage image = DecodedImage.read(file);
                broken.clear();
                reasons.clear();
                return image;
            } catch (UnreadableImageException e) {
                addBroken(file, e);
            }
        }
        throw broken();
    }

    private ImageShape shape(DecodedImage first) {
        boolean colour = options.colour() != null ? options.colour() : first.isColour();
        ReadOptions.ImageSize size = options.imageSize();
        return size == null ? first.shape(colour) : new ImageShape(size.height(), size.width(), colour ? 3 : 1);
    }

    private Decoded decode(Path file, ImageShape shape) {
        DecodedImage image;
        try {
            image = DecodedImage.read(file);
        } catch (UnreadableImageException e) {
            return new Decoded(new byte[0], false, e, null);
        }
        boolean fits = image.height() == shape.height() && image.width() == shape.width();
        if (fits || options.imageSize() != null) {
            return new Decoded(image.pixels(shape), image.isColour(), null, null);
        }
        InputException wrong = new InputException(
                file.toString(),
                "",
                "has %dx%d pixels (height x width), but the first image has %dx%d"
                        .formatted(image.height(), image.width(), shape.height(), shape.width()),
                "state a size to which all images are brought, such as --image-size 32x32");
        return new Decoded(new byte[0], false, null, wrong);
    }

    private void take(Path file, Decoded image, SpillBuffer spool) {
        if (image.broken != null) {
            addBroken(file, image.broken);
        } else if (image.misfit != null) {
            misfit = misfit == null ? image.misfit : misfit;
        } else if (misfit == null && (broken.isEmpty() || options.skipBroken())) {
            spool.write(image.pixels, 0, image.pixels.length);
        }
    }

    private void addBroken(Path file, UnreadableImageException e) {
        broken.add(file);
        if (reasons.size() < NAMED) {
            reasons.add(files.id(file) + " " + e.reason());
        }
    }

    private void refuseFailures() {
        if (!broken.isEmpty() && !options.skipBroken()) {
            throw broken();
        }
        if (misfit != null) {
            throw misfit;
        }
    }

    private InputException broken() {
        String remedy = "replace or remove such files, or pass over them by --skip-broken";
        return broken.size() > 1
                ? new InputException(files.folder().toString(), "", failures("cannot be read"), remedy)
                : new InputException(
                        broken.get(0).toString(),
                        "",
                        reasons.get(0).substring(files.id(broken.get(0)).length() + 1),
                        remedy);
    }

    private String failures(String what) {
        return "%,d of %,d images %s: %s%s"
                .formatted(
                        broken.size(),
                        files.files().size(),
                        what,
                        String.join(", ", reasons),
                        broken.size() > reasons.size() ? ", ..." : "");
    }
}
