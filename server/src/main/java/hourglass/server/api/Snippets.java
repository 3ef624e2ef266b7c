package hourglass.server.api;

import hourglass.library.Item;

/** The beginnings of texts, as lists of items show them. */
final class Snippets {
    private static final int LENGTH = 160;

    private Snippets() {}

    static String of(Item item) {
        String text = item.text().strip();
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "...";
    }
}
