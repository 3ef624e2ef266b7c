package hourglass.data;

/** Rows that are transformed when they are read, a batch in one call. */
class TransformedRows extends ForwardingRows {
    private final Transform transform;

    TransformedRows(Rows whole, Transform transform) {
        super(whole);
        this.transform = transform;
    }

    @Override
    public void read(int row, float[] target, int offset) {
        whole.read(row, target, offset);
        transform.apply(target, offset, 1);
    }

    @Override
    public void read(Order order, int from, int count, float[] target) {
        whole.read(order, from, count, target);
        transform.apply(target, 0, count);
    }

    @Override
    public boolean isSparse() {
        return false;
    }
}
