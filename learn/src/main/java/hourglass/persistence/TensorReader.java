package hourglass.persistence;

import hourglass.data.InputException;
import hourglass.data.safetensors.SafeTensors;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tensors of a model file, each of which must have the shape that the model gives it. */
final class TensorReader {
    private final Path path;
    private final SafeTensors file;
    private final Set<String> unread;

    TensorReader(Path path, SafeTensors file) {
        this.path = path;
        this.file = file;
        this.unread = new LinkedHashSet<>(file.shapes().keySet());
    }

    /** Refuses a model of another shape, before room is made for it. */
    void require(String name, List<Integer> shape) {
        List<Integer> actual = file.shapes().get(name);
        if (!shape.equals(actual)) {
            throw new InputException(
                    path.toString(),
                    "tensor " + name,
                    actual == null
                            ? "is missing"
                            : "has the shape %s, but the model described has %s here".formatted(actual, shape),
                    "give a complete file of one model");
        }
    }

    /** Reads one into an array. */
    void read(String name, List<Integer> shape, float[] to, int offset) {
        require(name, shape);
        file.read(name, to, offset);
        unread.remove(name);
    }

    /** Reads one. */
    float[] read(String name, Integer... shape) {
        require(name, List.of(shape));
        unread.remove(name);
        return file.read(name);
    }

    /** Refuses a file of more than one model. */
    void requireAllRead() {
        if (!unread.isEmpty()) {
            throw new InputException(
                    path.toString(),
                    "tensor " + unread.iterator().next(),
                    "does not belong to the model described",
                    "give a file of one model");
        }
    }
}
