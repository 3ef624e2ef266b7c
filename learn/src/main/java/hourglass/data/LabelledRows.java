package hourglass.data;

/** Rows with classes of their own. */
final class LabelledRows extends ForwardingRows {
    private final int[] classes;

    LabelledRows(Rows whole, int[] classes) {
        super(whole);
        this.classes = classes;
    }

    @Override
    public int label(int row) {
        return classes[row];
    }
}
