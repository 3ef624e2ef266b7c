package hourglass.codes.join;

/** Codes in the order of a key, by a counting sort. */
final class Table {
    private final Codes codes;
    private final int[] starts;

    private Table(Codes codes, int[] starts) {
        this.codes = codes;
        this.starts = starts;
    }

    static Table of(Codes codes, KeyBits key) {
        int words = codes.words();
        int[] keys = new int[codes.count()];
        int[] starts = new int[(1 << key.bits()) + 1];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = key.of(codes.packed(), i * words);
            starts[keys[i] + 1]++;
        }
        for (int i = 1; i < starts.length; i++) {
            starts[i] += starts[i - 1];
        }
        int[] items = new int[keys.length];
        long[] packed = new long[codes.packed().length];
        for (int i = 0; i < keys.length; i++) {
            int place = starts[keys[i]]++;
            items[place] = codes.items()[i];
            for (int word = 0; word < words; word++) {
                packed[place * words + word] = codes.packed()[i * words + word];
            }
        }
        System.arraycopy(starts, 0, starts, 1, starts.length - 1);
        starts[0] = 0;
        return new Table(new Codes(items, packed, words), starts);
    }

    Codes codes() {
        return codes;
    }

    /** For each key where its codes begin; one more for the end. */
    int[] starts() {
        return starts;
    }

    int addresses() {
        return starts.length - 1;
    }
}
