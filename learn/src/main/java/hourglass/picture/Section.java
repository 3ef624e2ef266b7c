package hourglass.picture;

import java.util.List;

/** A part of a report under its own heading. */
public record Section(String heading, List<ReportBlock> blocks) {
    public Section {
        blocks = List.copyOf(blocks);
    }

    public static Section of(String heading, ReportBlock... blocks) {
        return new Section(heading, List.of(blocks));
    }
}
