package hourglass.cli.duplicates;

import hourglass.cli.output.ItemPreview;
import hourglass.codes.BinaryCodes;
import hourglass.codes.BinaryCodesBuilder;
import hourglass.picture.GroupPage.Preview;
import hourglass.text.Corpus;
import hourglass.text.ReadReport;
import hourglass.text.SimHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Documents by simhash. */
record DocumentSource(Corpus corpus, SimHash simhash) implements DuplicateSource {
    @Override
    public String noun() {
        return "documents";
    }

    @Override
    public String hash() {
        return "simhash";
    }

    @Override
    public int radius(int bits) {
        return SimHash.RADIUS;
    }

    @Override
    public CodedEntries read(Reading reading) {
        List<Entry> entries = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        BinaryCodesBuilder codes = BinaryCodes.builder(SimHash.BITS);
        ReadReport report = corpus.forEach(document -> {
            OptionalLong code = simhash.of(document.text());
            if (code.isPresent()) {
                codes.add(code.getAsLong());
                entries.add(Entry.ofText(document.id(), document.text().length()));
            } else {
                leftOut.add(document.id() + " has no words");
            }
            reading.show(entries.size() + leftOut.size());
        });
        return new CodedEntries(entries, codes.build(), leftOut, report.remarks()).requireAny(corpus.name());
    }

    @Override
    public Map<String, Preview> previews(List<String> ids) {
        Set<String> wanted = new HashSet<>(ids);
        Map<String, Preview> previews = new HashMap<>();
        corpus.forEach(document -> {
            if (wanted.contains(document.id())) {
                previews.put(document.id(), ItemPreview.of(document.text()));
            }
        });
        return previews;
    }
}
