package hourglass.library;

/**
 * An item that a search found.
 *
 * @param id of the item
 * @param title of the item; may be empty
 * @param distance of its binary code from the one searched for, in bits, or {@link #NO_DISTANCE} where none was compared
 * @param score by which the hits are ordered, the highest first: see {@link Ranking}
 * @param snippet one line of its text: where the words searched for stand, if words were searched for and stand there, else the beginning
 */
public record Hit(String id, String title, int distance, float score, String snippet) {
    /** The distance where no codes were compared. */
    public static final int NO_DISTANCE = -1;
}
