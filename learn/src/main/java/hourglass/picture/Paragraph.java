package hourglass.picture;

/** A paragraph of plain text. */
public record Paragraph(String text) implements Block {
    @Override
    public String html() {
        return new Markup().element("p", text).toString();
    }
}
