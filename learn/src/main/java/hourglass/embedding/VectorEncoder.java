package hourglass.embedding;

import hourglass.data.ImageShape;
import hourglass.data.Matrix;
import hourglass.data.Rows;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** A model of another program that makes a vector of each row or image. For one thread. */
public interface VectorEncoder extends Closeable {
    /**
     * The images that it takes, where it takes images: a height or width of 0 stands for any.
     *
     * @return null where it takes rows of numbers
     */
    @Nullable
    Images images();

    /**
     * The size of images.
     *
     * @param height in pixels, or 0 for any
     * @param width in pixels, or 0 for any
     * @param channels 1 or 3
     */
    record Images(int height, int width, int channels) {}

    /** How many numbers a row must have, where it takes rows; 0 for any. */
    int columns();

    /**
     * Makes the vectors of rows.
     *
     * @param rows numbers as they come, or pixels from 0 to 1 with the channels side by side
     * @param shape of the images, or null for rows
     * @return one vector a row, all of them finite
     * @throws hourglass.data.InputException if the rows are not such as the model takes, or it fails on them
     */
    Matrix encode(Rows rows, @Nullable ImageShape shape);

    @Override
    void close();

    /** What opens the files of encoders of one format; found by {@link ServiceLoader}. */
    interface Provider {
        /** Opens an encoder. */
        VectorEncoder open(Path file, Options options);
    }

    /**
     * How an encoder is used.
     *
     * @param output the name of the output that is the vector, or empty for the only one that can be
     * @param mean subtracted from each channel of images, one number a channel or one for all; empty for none
     * @param deviation by which each channel is divided thereafter, likewise
     * @param threads that share the work, at least 1
     */
    record Options(String output, List<Double> mean, List<Double> deviation, int threads) {
        /** The only output, images as they are, one thread. */
        public static final Options DEFAULT = new Options("", List.of(), List.of(), 1);

        public Options {
            mean = List.copyOf(mean);
            deviation = List.copyOf(deviation);
            if (mean.stream().anyMatch(one -> !Double.isFinite(one))
                    || deviation.stream().anyMatch(one -> !(one > 0) || one.isInfinite())) {
                throw new IllegalArgumentException(
                        "means must be finite and deviations above 0, but were %s and %s".formatted(mean, deviation));
            }
        }
    }
}
