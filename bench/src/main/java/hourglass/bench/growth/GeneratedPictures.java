package hourglass.bench.growth;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Colour pictures of 32 x 32 pixels: a wave of some direction, length and colour, with noise. */
final class GeneratedPictures {
    private static final int SIDE = 32;
    private static final int CHANNELS = 3;
    /** A header of npy is as long as a multiple of this. */
    private static final int ALIGNMENT = 64;

    private GeneratedPictures() {}

    /** Writes an npy file of bytes, a row of pixels, channel after channel, for each picture. */
    static void write(Path file, int pictures) throws IOException {
        Random random = new Random(1);
        byte[] row = new byte[SIDE * SIDE * CHANNELS];
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            out.write(header(pictures, row.length));
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

    /** Version 1.0: magic, version, length of the text in two bytes, the text, filled up with blanks to a line. */
    private static byte[] header(int rows, int columns) {
        String text = "{'descr': '|u1', 'fortran_order': False, 'shape': (%d, %d), }".formatted(rows, columns);
        int before = 10;
        int length = (before + text.length() + 1 + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT - before;
        byte[] header = new byte[before + length];
        byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) length, (byte) (length >> 8)};
        System.arraycopy(magic, 0, header, 0, before);
        String line = text + " ".repeat(length - 1 - text.length()) + "\n";
        System.arraycopy(line.getBytes(StandardCharsets.US_ASCII), 0, header, before, length);
        return header;
    }
}
