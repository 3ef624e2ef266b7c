package hourglass.cli.training;

import hourglass.data.InputException;
import hourglass.data.Rows;
import hourglass.data.file.Csv;
import hourglass.data.file.ReadOptions;
import hourglass.similarity.Pairs;
import java.nio.file.Path;

/** A CSV file of pairs of rows: two row numbers from 0 and, if there is a third column, 1 for similar and 0 for different. */
final class PairsFile {
    private PairsFile() {}

    static Pairs read(Path file) {
        Rows rows = Csv.read(file, ReadOptions.DEFAULT).rows();
        if (rows.columns() != 2 && rows.columns() != 3) {
            throw new InputException(
                    file.toString(),
                    "",
                    "has %d columns".formatted(rows.columns()),
                    "give two row numbers and, perhaps, 1 for similar or 0 for different");
        }
        int[] first = new int[rows.count()];
        int[] second = new int[rows.count()];
        boolean[] similar = new boolean[rows.count()];
        float[] line = new float[rows.columns()];
        for (int pair = 0; pair < first.length; pair++) {
            rows.read(pair, line, 0);
            first[pair] = whole(file, pair, line[0], Integer.MAX_VALUE);
            second[pair] = whole(file, pair, line[1], Integer.MAX_VALUE);
            similar[pair] = line.length == 2 || whole(file, pair, line[2], 1) == 1;
        }
        return new Pairs(first, second, similar);
    }

    private static int whole(Path file, int pair, float value, int most) {
        if (value != Math.rint(value) || value < 0 || value > most) {
            throw new InputException(
                    file.toString(),
                    "pair " + (pair + 1),
                    "%s is not a whole number from 0%s".formatted(value, most == 1 ? " to 1" : ""),
                    "give row numbers from 0, and 1 for similar or 0 for different");
        }
        return (int) value;
    }
}
