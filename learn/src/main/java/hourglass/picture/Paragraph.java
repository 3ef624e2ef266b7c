package hourglass.picture;

/** A paragraph of plain text. */
public record Paragraph(String text) implements ReportBlock {
    @Override
    public String html() {
        return new Markup().element("p", text).toString();
    }
}
