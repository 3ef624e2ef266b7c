package hourglass.library;

/**
 * An item that a search found.
 *
 * @param id of the item
 * @param title of the item; may be empty
 * @param distance of its binary code from the one searched for, in bits, or {@link #NO_DISTANCE} where none was compared
 * @param score what the hits are ordered by, the best first: see {@link Ranking}
 * @param snippet one line of its text: where the words searched for stand, if words were searched for and stand there, else the beginning
 */
public record Hit(String id, String title, int distance, float score, String snippet) {
    /** Where there is no code, on either side. */
    public static final int NO_DISTANCE = -1;
}
