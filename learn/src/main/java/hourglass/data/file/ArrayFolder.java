package hourglass.data.file;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.InputException;
import hourglass.data.Rows;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Folders of npy files of one shape, an item each, searched like folders of images: where all files lie in several
 * sub-folders, the name of the sub-folder is their class.
 */
final class ArrayFolder {
    private ArrayFolder() {}

    /** Whether there are such files, and no others. */
    static boolean isAll(Path folder) {
        int arrays = files(folder).files().size();
        return arrays > 0
                && arrays == FolderFiles.find(folder, name -> true).files().size();
    }

    /** The files, perhaps none. */
    static FolderFiles files(Path folder) {
        return FolderFiles.find(folder, name -> name.toLowerCase(Locale.ROOT).matches(".*\\.npy(\\.gz)?"));
    }

    /**
     * Reads all items.
     *
     * @param options of which {@code skipBroken} and {@code white} count
     * @throws InputException if one cannot be read, or shapes differ
     */
    static Dataset read(FolderFiles files, ReadOptions options) {
        if (files.files().size() == 1) {
            throw new InputException(
                    files.folder().toString(),
                    "",
                    "holds one array, %s, and no images".formatted(files.ids().get(0)),
                    "give that file if its first dimension counts the items");
        }
        List<Path> broken = new ArrayList<>();
        long[] shape = {};
        ByteBuffer bytes = ByteBuffer.allocate(0);
        try (SpillBuffer spool = new SpillBuffer()) {
            for (Path file : files.files()) {
                Npy.Item item;
                try {
                    item = Npy.item(file, options);
                } catch (InputException e) {
                    if (!options.skipBroken()) {
                        throw e;
                    }
                    broken.add(file);
                    continue;
                }
                if (bytes.capacity() == 0) {
                    shape = item.shape();
                    bytes = ByteBuffer.allocate(Float.BYTES * item.values().length)
                            .order(ByteOrder.LITTLE_ENDIAN);
                }
                requireShape(files, file, item.shape(), shape);
                bytes.asFloatBuffer().put(item.values());
                spool.write(bytes.array(), 0, bytes.capacity());
            }
            FolderFiles read = files.without(broken);
            if (read.files().isEmpty()) {
                throw new InputException(
                        files.folder().toString(), "", "holds no array that can be read", "check the files");
            }
            Rows rows = spool.rows(Element.F32, ByteOrder.LITTLE_ENDIAN, bytes.capacity() / Float.BYTES, 1);
            int[] sizes = Arrays.stream(shape).mapToInt(size -> (int) size).toArray();
            Dataset data = new Dataset(
                            files.folder().toString(), rows, List.of(), read.labels(), ImageShape.ofDimensions(sizes))
                    .withIds(read.ids());
            return broken.isEmpty()
                    ? data
                    : data.withNote("%s: %,d of %,d arrays cannot be read and are passed over, such as %s"
                            .formatted(
                                    files.folder(), broken.size(), files.files().size(), files.id(broken.get(0))));
        }
    }

    private static void requireShape(FolderFiles files, Path file, long[] shape, long[] first) {
        if (!Arrays.equals(shape, first)) {
            throw new InputException(
                    file.toString(),
                    "",
                    "is an array of shape %s, but the first of the folder, %s, has %s"
                            .formatted(Arrays.toString(shape), files.ids().get(0), Arrays.toString(first)),
                    "give arrays of one shape, an item each, or a single file whose first dimension counts the items");
        }
    }
}
