package hourglass.picture;

/** A part of a {@link Report}. */
public sealed interface ReportBlock permits Comparison, LineChart, Paragraph, Picture, ReportTable {
    /** The block as a fragment of HTML that is also well-formed XML, with all its text escaped. */
    String html();
}
