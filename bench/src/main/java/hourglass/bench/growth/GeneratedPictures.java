package hourglass.bench.growth;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Colour pictures of 32 x 32 pixels: a wave of some direction, length and colour, with noise. */
final class GeneratedPictures {
    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    /** IDX: unsigned bytes, two dimensions. */
    private static final int MAGIC = 0x0802;

    private GeneratedPictures() {}

    /** Writes an IDX file of bytes, a row of pixels, channel after channel, for each picture. */
    static void write(Path file, int pictures) throws IOException {
        Random random = new Random(1);
        byte[] row = new byte[SIDE * SIDE * CHANNELS];
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
            out.writeInt(MAGIC);
            out.writeInt(pictures);
            out.writeInt(row.length);
            for (int picture = 0; picture < pictures; picture++) {
                fill(row, random);
                out.write(row);
            }
        }
    }

    private static void fill(byte[] row, Random random) {
        double x = random.nextGaussian() / 4;
        double y = random.nextGaussian() / 4;
        double phase = 2 * Math.PI * random.nextDouble();
        double[] contrast = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
        for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
            int line = pixel / SIDE;
            double wave = Math.sin(x * (pixel % SIDE) + y * line + phase);
            int noise = random.nextInt();
            for (int channel = 0; channel < CHANNELS; channel++) {
                double value = 128 + 50 * contrast[channel] * wave + ((noise >> (8 * channel)) & 15);
                row[channel * SIDE * SIDE + pixel] = (byte) Math.max(0, Math.min(255, value));
            }
        }
    }
}
