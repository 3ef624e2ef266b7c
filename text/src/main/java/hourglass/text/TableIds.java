package hourglass.text;

/**
 * How documents in tables and JSON are called: by their own id, behind the name of their file where several files may hold
 * equal ids; those without one by their number in the file.
 */
record TableIds(boolean severalFiles) {
    /** The longest field that is read, in characters, though only the start of a longer text is kept. */
    static final int LONGEST_FIELD = 1 << 27;

    String of(String given, String file, long number) {
        if (given.isBlank()) {
            return file + ":" + number;
        }
        return severalFiles ? file + "/" + given : given;
    }
}
