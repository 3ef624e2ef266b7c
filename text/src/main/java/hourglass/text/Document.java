package hourglass.text;

import java.util.List;

/**
 * A document of a corpus.
 *
 * @param id what it is called in its corpus: its relative path, its number, or what a column says
 * @param title for people, one line; may be empty
 * @param text all of it that is to be read, the title included where the source has it in the text; may be empty
 * @param topics what it is about, in the order of the source; may be empty
 */
public record Document(String id, String title, String text, List<String> topics) {
    public Document {
        topics = topics.stream().distinct().toList();
    }
}
