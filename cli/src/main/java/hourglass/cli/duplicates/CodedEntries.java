package hourglass.cli.duplicates;

import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.data.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * Items and their codes.
 *
 * @param entries one for each code
 * @param leftOut items that have no code, each with the reason
 * @param remarks on how they were read
 */
record CodedEntries(List<Entry> entries, BinaryCodes codes, List<String> leftOut, List<String> remarks) {
    /** Refuses a source that has none. */
    CodedEntries requireAny(String source) {
        if (entries.isEmpty()) {
            String reason = leftOut.isEmpty() ? "" : "; " + leftOut.get(0);
            throw new InputException(
                    source,
                    "",
                    "holds nothing that can be compared" + reason,
                    "give pictures, documents with words, or codes");
        }
        return this;
    }

    /** Both, these first; their codes must be of one length. */
    CodedEntries followedBy(CodedEntries others) {
        BinaryCodesBuilder all = BinaryCodes.builder(codes.bits());
        append(codes, all);
        append(others.codes, all);
        return new CodedEntries(
                joined(entries, others.entries),
                all.build(),
                joined(leftOut, others.leftOut),
                joined(remarks, others.remarks));
    }

    private static void append(BinaryCodes codes, BinaryCodesBuilder to) {
        for (int item = 0; item < codes.count(); item++) {
            to.add(codes.code(item));
        }
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        List<T> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }
}
