package hourglass.cli.index;

import hourglass.cli.terminal.Console;
import hourglass.cli.terminal.Interruption;
import hourglass.cli.terminal.Progress;
import hourglass.cli.terminal.Stopped;
import hourglass.data.Dataset;
import hourglass.data.InputException;
import hourglass.data.Labels;
import hourglass.data.Rows;
import hourglass.data.file.ImageFiles;
import hourglass.data.image.DecodedImage;
import hourglass.library.Item;
import hourglass.library.PictureReader;
import hourglass.matrix.ThreadTeam;
import hourglass.perceptual.PictureDescriptor;
import hourglass.persistence.FittedModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A folder of pictures of any sizes by their descriptors, with thumbnails; sub-folders are their topics. */
final class PictureFolderSource implements ItemSource {
    /** So many pictures, evenly from all, are enough to fit a hash function to. */
    private static final int SAMPLE = 5000;

    private static final int THUMBNAIL = 160;
    /** So many pictures that cannot be read are named. */
    private static final int NAMED = 10;

    private final Path folder;
    private final ImageFiles files;
    private final NewModelOptions newModel;
    private final Console console;
    private final Interruption interruption;
    private final List<String> remarks = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    /** Those that a hash function was fitted to, which are decoded once. */
    private final Map<Integer, Described> sample = new TreeMap<>();

    private record Described(float[] values, byte[] thumbnail) {
        static Described of(DecodedImage image) {
            return new Described(PictureDescriptor.of(image), image.thumbnail(THUMBNAIL));
        }
    }

    PictureFolderSource(
            Path folder, ImageFiles files, NewModelOptions newModel, Console console, Interruption interruption) {
        this.folder = folder;
        this.files = files;
        this.newModel = newModel;
        this.console = console;
        this.interruption = interruption;
    }

    /** The pictures of a folder, if most of its files are such. */
    static @Nullable ImageFiles find(Path path) {
        if (!Files.isDirectory(path)) {
            return null;
        }
        ImageFiles files = ImageFiles.find(path);
        return files.areMost() ? files : null;
    }

    @Override
    public FittedModel fit(ThreadTeam team) {
        NewHasher hasher = newModel.hasher();
        int count = Math.min(SAMPLE, files.count());
        int[] items = IntStream.range(0, count)
                .map(i -> (int) ((long) i * files.count() / count))
                .toArray();
        try (Progress progress = console.progress(count)) {
            describe(items, (described, item) -> {
                if (interruption.isInterrupted()) {
                    throw new Stopped("stopped before the library was made; the same command starts again");
                }
                sample.put(item, described);
                progress.show("describing", sample.size());
            });
        }
        if (sample.isEmpty()) {
            throw new InputException(
                    folder.toString(),
                    "",
                    "holds no picture that can be read; " + broken.get(0),
                    "give other pictures");
        }
        broken.clear();
        FittedModel fitted = hasher.fit(dataset(), team);
        remarks.addAll(hasher.remarks());
        Map<String, Object> options = new LinkedHashMap<>(fitted.fit().options());
        options.put(PictureReader.OPTION, PictureReader.DESCRIPTOR);
        return fitted.withOptions(options);
    }

    private Dataset dataset() {
        float[] values = new float[sample.size() * PictureDescriptor.SIZE];
        int at = 0;
        for (Described described : sample.values()) {
            System.arraycopy(described.values, 0, values, at, PictureDescriptor.SIZE);
            at += PictureDescriptor.SIZE;
        }
        return new Dataset(folder.toString(), Rows.of(values, PictureDescriptor.SIZE), List.of(), null, null);
    }

    private void describe(int[] items, ObjIntConsumer<Described> action) {
        List<String> ids = files.ids();
        files.forEach(items, Described::of, new ImageFiles.Receiver<Described>() {
            @Override
            public void accept(int item, Described described) {
                action.accept(described, item);
            }

            @Override
            public void broken(int item, String reason) {
                broken.add(ids.get(item) + " " + reason);
            }
        });
    }

    @Override
    public long count(FittedModel model) {
        return files.count();
    }

    @Override
    public void forEach(FittedModel model, Consumer<Item> action) {
        List<String> ids = files.ids();
        Labels labels = files.labels();
        Topics topics = item -> labels != null ? labels.nameOf(item) : firstFolder(ids.get(item));
        sample.forEach((item, described) -> action.accept(item(ids.get(item), topics.of(item), described)));
        int[] others = IntStream.range(0, files.count())
                .filter(item -> !sample.containsKey(item))
                .toArray();
        describe(others, (described, item) -> action.accept(item(ids.get(item), topics.of(item), described)));
    }

    private interface Topics {
        String of(int item);
    }

    /** The first part of a path, or nothing for a file that lies in the folder itself. */
    private static String firstFolder(String id) {
        int slash = id.indexOf('/');
        return slash < 0 ? "" : id.substring(0, slash);
    }

    private static Item item(String id, String topic, Described described) {
        return Item.of(id, "", "")
                .withTopics(topic.isEmpty() ? List.of() : List.of(topic))
                .withValues(described.values)
                .withThumbnail(described.thumbnail);
    }

    @Override
    public List<String> remarks() {
        List<String> all = new ArrayList<>(remarks);
        if (files.others() > 0) {
            all.add("%,d files of %s that are no pictures are passed over".formatted(files.others(), folder));
        }
        if (!files.foreign().isEmpty()) {
            all.add("%s of %s are passed over; convert them to PNG or JPEG".formatted(files.foreign(), folder));
        }
        if (!broken.isEmpty()) {
            all.add("%,d pictures cannot be read and are passed over: %s%s"
                    .formatted(
                            broken.size(),
                            String.join("; ", broken.subList(0, Math.min(NAMED, broken.size()))),
                            broken.size() > NAMED ? "; ..." : ""));
        }
        return all;
    }
}
