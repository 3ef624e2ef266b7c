package hourglass.similarity;

import hourglass.data.ImageShape;
import hourglass.random.CounterRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two random versions of an item that leave it the same thing to a user, whose codes are to agree. */
public sealed interface Views permits Views.Numbers, Views.Words, ImageViews {
    /** Draws views in one thread, with room of its own that it uses again. */
    @FunctionalInterface
    interface Drawer {
        /**
         * Draws one view of an item.
         *
         * @param key of the item's random numbers, made by {@link CounterRandom#key}; the same for both views
         * @param view 0 or 1
         * @param x holds the item from {@code at} on
         * @param n columns of the item
         * @param target takes the view from {@code to} on
         */
        void draw(long key, int view, float[] x, int at, int n, float[] target, int to);
    }

    /** What draws such views, for one thread. */
    Drawer drawer();

    /** One for each of so many threads. */
    default Drawer[] drawers(int threads) {
        return Stream.generate(this::drawer).limit(threads).toArray(Drawer[]::new);
    }

    /** Whether a view is a corrupted item, from which the item itself is to be reconstructed; otherwise the view is. */
    boolean corrupts();

    /**
     * Views of vectors and tables: some numbers are replaced by 0, the mean of standardised columns, and noise is added.
     *
     * @param masking the probability that a number is replaced, 0 to below 1
     * @param deviation the standard deviation of the noise, at least 0
     */
    record Numbers(double masking, double deviation) implements Views {
        public Numbers {
            if (!(masking >= 0 && masking < 1) || !(deviation >= 0) || Double.isInfinite(deviation)) {
                throw new IllegalArgumentException(
                        "masking (%s) must lie in 0..1 without 1, and the deviation (%s) must be at least 0"
                                .formatted(masking, deviation));
            }
            if (masking == 0 && deviation == 0) {
                throw new IllegalArgumentException("views that neither mask nor add noise are all the same");
            }
        }

        @Override
        public Drawer drawer() {
            return this::draw;
        }

        private void draw(long key, int view, float[] x, int at, int n, float[] target, int to) {
            long own = CounterRandom.key(key, view);
            CounterRandom.uniform(own, 0, target, to, n);
            for (int i = 0; i < n; i++) {
                target[to + i] = target[to + i] < masking ? 0 : x[at + i];
            }
            if (deviation > 0) {
                CounterRandom.addNormal(own, n, (float) deviation, target, to, n);
            }
        }

        @Override
        public boolean corrupts() {
            return true;
        }

        @Override
        public String toString() {
            return "numbers:" + masking + ":" + deviation;
        }
    }

    /**
     * Views of documents as counts or weights of words: each word is kept in a view, with all its occurrences, by chance.
     *
     * @param keep the probability that a word is kept, above 0 and below 1; with {@code halves} each word is in exactly one view
     * @param halves whether the views are two parts of the document that have no word in common
     */
    record Words(double keep, boolean halves) implements Views {
        public Words {
            if (!(keep > 0 && keep < 1)) {
                throw new IllegalArgumentException(
                        "the probability to keep a word must lie between 0 and 1, but was " + keep);
            }
        }

        @Override
        public Drawer drawer() {
            return this::draw;
        }

        private void draw(long key, int view, float[] x, int at, int n, float[] target, int to) {
            CounterRandom.uniform(CounterRandom.key(key, halves ? 0 : view), 0, target, to, n);
            boolean first = view == 0;
            for (int i = 0; i < n; i++) {
                boolean kept = target[to + i] < keep;
                target[to + i] = kept == (first || !halves) ? x[at + i] : 0;
            }
        }

        @Override
        public boolean corrupts() {
            return true;
        }

        @Override
        public String toString() {
            return halves ? "halves" : "words:" + keep;
        }
    }

    /**
     * Reads {@code numbers:0.2:0.1} (masking and noise), {@code words:0.5}, {@code halves}, or {@code image}, perhaps with settings as
     * {@link ImageViews#of} reads them.
     *
     * @param image the shape of the items, or null if they are not images
     * @throws IllegalArgumentException if it is none of these, or asks for images where there are none
     */
    static Views of(String text, @Nullable ImageShape image) {
        String[] parts = text.split(":", -1);
        try {
            if (parts[0].equals("numbers") && parts.length == 3) {
                return new Numbers(Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
            }
            if (parts[0].equals("words") && parts.length == 2) {
                return new Words(Double.parseDouble(parts[1]), false);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'%s' has no number after a colon".formatted(text), e);
        }
        if (text.equals("halves")) {
            return new Words(0.5, true);
        }
        if (parts[0].equals("image") && parts.length <= 2) {
            if (image == null) {
                throw new IllegalArgumentException("views of images, for data without an image shape");
            }
            return ImageViews.of(image, parts.length == 1 ? "" : parts[1]);
        }
        throw new IllegalArgumentException(
                "'%s' does not name views; give image, image:shift=2,rotate=15, words:0.5, halves or numbers:0.2:0.1"
                        .formatted(text));
    }
}
