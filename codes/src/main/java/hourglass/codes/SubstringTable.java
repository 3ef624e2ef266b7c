package hourglass.codes;

import java.io.IOException;

/**
 * One of the tables of multi-index hashing: the items by the address that a substring of their codes makes.
 *
 * @param sketches of the items, as the buckets have them
 */
record SubstringTable(Substring substring, Buckets buckets, Sketches sketches) {
    /** Sections of a file that it takes. */
    static final int SECTIONS = Buckets.SECTIONS + 1;

    static SubstringTable of(Substring substring, BinaryCodes codes) {
        LongPages rows = codes.rows();
        Buckets buckets = Buckets.of(substring.bits(), codes.count(), item -> substring.of(rows, item));
        return new SubstringTable(substring, buckets, Sketches.of(codes, buckets.postings()));
    }

    static SubstringTable read(CodeFile file, int section, Substring substring) {
        Sketches sketches = new Sketches(file.ints(section + Buckets.SECTIONS));
        return new SubstringTable(substring, file.buckets(section), sketches);
    }

    void write(CodeFileWriter writer) throws IOException {
        buckets.write(writer);
        writer.ints(sketches.values());
    }

    long bytes() {
        return buckets.bytes() + sketches.values().length() * Integer.BYTES;
    }
}
