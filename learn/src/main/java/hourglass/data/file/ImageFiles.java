package hourglass.data.file;

import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.image.DecodedImage;
import hourglass.data.image.UnreadableImageException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The image files of a folder and its sub-folders, decoded one by one and of any sizes, where {@link Datasets} brings all to
 * one shape. Only a few are in memory at a time.
 */
public final class ImageFiles {
    /** Decoded side by side before they are passed on in order. */
    private static final int BLOCK = 64;

    private final FolderFiles files;
    private final int others;
    private final String foreign;

    private ImageFiles(FolderFiles files, int others, String foreign) {
        this.files = files;
        this.others = others;
        this.foreign = foreign;
    }

    /**
     * Finds the images of a folder, in the order of their paths; hidden ones do not count.
     *
     * @throws InputException if the folder cannot be searched
     */
    public static ImageFiles find(Path folder) {
        FolderFiles all = FolderFiles.find(folder, name -> true);
        FolderFiles images = all.named(DecodedImage::isNameOfImage);
        FolderFiles foreign = all.named(DecodedImage::isNameOfForeignImage);
        int others =
                all.files().size() - images.files().size() - foreign.files().size();
        return new ImageFiles(images, others, ImageFolder.foreignImages(foreign));
    }

    /** How many there are. */
    public int count() {
        return files.files().size();
    }

    /** Whether the folder is one of pictures: some of its files are, and at least as many as are not. */
    public boolean areMost() {
        return count() > 0 && count() >= others;
    }

    /** How many files the folder has that are no pictures. */
    public int others() {
        return others;
    }

    /** What the folder has of pictures in formats that are not read, such as HEIC, in words; else empty. */
    public String foreign() {
        return foreign;
    }

    /** Their paths within the folder, with slashes. */
    public List<String> ids() {
        return files.ids();
    }

    /** Where one lies. */
    public Path path(int item) {
        return files.files().get(item);
    }

    /** The names of the sub-folders, where all images lie in several of them; else null. */
    public @Nullable Labels labels() {
        return files.labels();
    }

    /** Receives what was made of the images, in their order. */
    public interface Receiver<T> {
        /** What was made of an image, by its number. */
        void accept(int item, T result);

        /** An image cannot be read, for a reason that continues its name. */
        void broken(int item, String reason);
    }

    /** Decodes all images, several at a time, and passes on what a function makes of each. */
    public <T> void forEach(Function<DecodedImage, T> function, Receiver<T> receiver) {
        forEach(IntStream.range(0, count()).toArray(), function, receiver);
    }

    /** The same for some of the images, by their numbers. */
    public <T> void forEach(int[] items, Function<DecodedImage, T> function, Receiver<T> receiver) {
        for (int start = 0; start < items.length; start += BLOCK) {
            int[] block = Arrays.copyOfRange(items, start, Math.min(items.length, start + BLOCK));
            List<Outcome<T>> outcomes = IntStream.of(block)
                    .parallel()
                    .mapToObj(item -> decode(path(item), function))
                    .toList();
            for (int i = 0; i < block.length; i++) {
                outcomes.get(i).passTo(receiver, block[i]);
            }
        }
    }

    private static <T> Outcome<T> decode(Path file, Function<DecodedImage, T> function) {
        DecodedImage image;
        try {
            image = DecodedImage.read(file);
        } catch (UnreadableImageException e) {
            return (receiver, item) -> receiver.broken(item, e.reason());
        }
        T result = function.apply(image);
        return (receiver, item) -> receiver.accept(item, result);
    }

    /** What was made of an image, or why nothing was. */
    private interface Outcome<T> {
        void passTo(Receiver<T> receiver, int item);
    }
}
