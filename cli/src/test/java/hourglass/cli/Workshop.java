package hourglass.cli;

import hourglass.data.Dataset;
import hourglass.data.ImageShape;
import hourglass.data.Rows;
import hourglass.data.file.Idx;
import hourglass.data.generated.PenDigits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A folder with small data and models for tests.
 *
 * @param folder of its own for each test
 */
record Workshop(Path folder) {
    /** Pen digits of which every fourth pixel is kept each way, which makes 7x7, as IDX with classes. */
    Path digits(int count) {
        Dataset digits = PenDigits.of(count, 1);
        float[] pixels = new float[count * 49];
        float[] digit = new float[28 * 28];
        for (int i = 0; i < pixels.length; i++) {
            if (i % 49 == 0) {
                digits.rows().read(i / 49, digit, 0);
            }
            pixels[i] = digit[4 * (i % 49 / 7) * 28 + 4 * (i % 7)];
        }
        Path file = folder.resolve("digits.idx.gz");
        Idx.write(file, Rows.of(pixels, 49), new ImageShape(7, 7, 1));
        Idx.writeLabels(Idx.labelsBeside(file), Objects.requireNonNull(digits.labels()));
        return file;
    }

    /** A text file. */
    Path file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A file. */
    Path file(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Twelve rows of four columns and a class, in a file with a header. */
    Path table() {
        StringBuilder text = new StringBuilder("height,width,depth,weight,kind\n");
        for (int i = 0; i < 12; i++) {
            text.append("%d,%d,%d,%d,%s%n".formatted(i, 3 * i % 7, i * i % 5, 2 * i + 1, i % 2 == 0 ? "oak" : "ash"));
        }
        return file("table.csv", text.toString().replace("\r", ""));
    }

    /** A small model of data, without a report. */
    Path model(Path data, Object... options) {
        Path file = folder.resolve("model.safetensors");
        int model = List.of(options).indexOf("--model");
        Object kind = model < 0 ? "autoencoder" : options[model + 1];
        String layers = List.of("rbm", "pca", "sparse").contains(kind) ? "2" : "8-2";
        Object[] command = {"train", "--data", data, "-o", file, "--layers", layers, "--threads", 1, "--report", "none"
        };
        Object[] epochs = kind.equals("pca") ? new Object[0] : new Object[] {"--epochs", 1};
        Cli.succeed(Stream.of(command, epochs, options).flatMap(Stream::of).toArray());
        return file;
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    /** The names of all that lies in the folder. */
    List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
