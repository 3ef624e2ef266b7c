package hourglass.data.generated;

import java.util.Arrays;
import java.util.List;

/**
 * The strokes of the ten digits, each digit in several styles of handwriting.
 *
 * <p>A style is written as points {@code x,y} that the pen passes through, x to the right and y downwards, a digit
 * being about 1 high. The pen moves smoothly, stops and turns at a point marked {@code !}, and is lifted at {@code /}.
 */
final class DigitStyles {
    /**
     * One movement of the pen without lifting it.
     *
     * @param corner at which points the pen stops before it continues
     */
    record Stroke(double[] x, double[] y, boolean[] corner) {}

    private static final String[][] DIGITS = {
        { // 0
            "34,2 12,16 2,50 12,84 32,98 53,82 60,48 50,14 33,3",
            "46,10 28,1 8,22 1,58 16,94 38,94 57,66 58,26 44,4 30,6",
            "30,1 52,20 55,58 36,97 14,90 3,58 10,20 32,2 40,5",
            "28,3 8,25 4,62 18,96 38,92 48,58 44,18 26,1"
        },
        { // 1
            "30,0 29,50 28,100",
            "38,0 30,48 20,100",
            "8,24 20,13 32,0! 31,50 30,100",
            "10,20 33,0! 33,50 32,99 / 6,99 32,99 58,98"
        },
        { // 2
            "4,22 16,5 36,2 52,18 46,42 28,68 2,96! 30,94 62,96",
            "6,24 22,3 46,6 52,30 34,64 14,88 2,90 6,76 22,76 42,92 64,90",
            "8,10 34,2 54,16 44,46 2,98! 32,92 58,98",
            "2,16 24,2 46,12 46,38 26,72 8,92 2,84 14,76 34,88 50,98 66,86"
        },
        { // 3
            "5,14 26,1 48,10 46,32 22,46! 48,54 58,74 40,96 4,90",
            "4,4 30,2 54,4! 38,22 22,42! 46,48 60,70 46,94 22,100 2,88",
            "6,10 30,0 50,14 42,36 24,46 16,50 28,48 52,58 54,84 28,100 2,86",
            "8,18 24,2 46,8 44,30 18,44! 42,48 52,68 38,92 16,98 4,82"
        },
        { // 4
            "12,4 8,28 4,54! 32,54 66,50 / 52,0 48,44 42,100",
            "46,0 24,32 2,64! 34,65 68,62 / 48,2 46,50 44,100",
            "8,4 4,36 18,52 42,46 54,30 56,2! 54,46 46,100",
            "18,6 4,46! 34,50 58,44 / 60,6 50,50 38,100"
        },
        { // 5
            "12,2 8,42! 30,36 54,50 54,80 28,100 2,90 / 12,3 34,2 60,0",
            "60,3 36,3 14,4! 8,44! 32,38 56,56 50,88 22,100 0,88",
            "58,2 34,2 14,6 8,30 26,42 48,56 52,80 30,98 4,94",
            "16,4 12,44! 36,42 50,62 42,90 18,98 2,88 / 14,4 36,6 62,2"
        },
        { // 6
            "50,2 26,18 8,48 4,78 20,98 44,92 52,70 36,56 14,66 6,80",
            "38,0 16,34 4,72 16,98 40,94 50,74 36,58 14,66 6,78",
            "34,0 16,28 4,62 10,94 34,98 54,80 46,58 24,58 8,76",
            "22,0 8,40 6,78 22,98 44,90 46,68 28,60 8,76"
        },
        { // 7
            "2,6 30,6 60,4! 44,36 24,100",
            "2,8 30,4 58,4! 40,44 28,100 / 14,52 34,50 56,48",
            "4,20 6,6 32,8 60,4! 48,30 32,60 24,100",
            "6,12 26,2 50,4 56,16 42,46 26,98"
        },
        { // 8
            "50,14 30,0 10,14 22,38 46,60 50,84 26,100 6,84 20,58 44,36 52,16 40,4",
            "30,2 12,12 14,34 32,46 48,32 46,10 28,2 / 32,46 10,60 6,84 28,100 52,86 52,62 32,46",
            "46,8 22,2 10,22 30,46 48,72 34,98 12,94 8,72 30,48 50,24 46,6",
            "48,20 34,0 14,12 24,40 42,66 38,94 18,98 10,78 28,52 46,30 50,14"
        },
        { // 9
            "52,14 32,2 8,16 8,40 28,48 48,30 53,10! 50,50 44,100",
            "48,10 26,2 8,24 16,46 38,42 52,16 54,40 46,78 22,100 4,92",
            "50,8 22,4 6,28 22,46 44,32 52,8! 46,50 36,100",
            "46,16 30,0 8,14 12,40 34,42 48,18 52,50 52,100"
        }
    };

    private static final List<List<List<Stroke>>> STYLES =
            Arrays.stream(DIGITS).map(DigitStyles::digit).toList();

    private DigitStyles() {}

    /** The styles of a digit, each a list of strokes. */
    static List<List<Stroke>> of(int digit) {
        return STYLES.get(digit);
    }

    private static List<List<Stroke>> digit(String[] styles) {
        return Arrays.stream(styles)
                .map(style -> Arrays.stream(style.split(" / "))
                        .map(DigitStyles::stroke)
                        .toList())
                .toList();
    }

    private static Stroke stroke(String points) {
        String[] parts = points.split(" ");
        Stroke stroke = new Stroke(new double[parts.length], new double[parts.length], new boolean[parts.length]);
        for (int i = 0; i < parts.length; i++) {
            stroke.corner[i] = parts[i].endsWith("!");
            String[] numbers = parts[i].replace("!", "").split(",");
            stroke.x[i] = Integer.parseInt(numbers[0]) / 100.0;
            stroke.y[i] = Integer.parseInt(numbers[1]) / 100.0;
        }
        return stroke;
    }
}
