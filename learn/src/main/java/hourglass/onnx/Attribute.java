package hourglass.onnx;

/** A named constant of a node, of the fields that {@code AttributeProto} has for it. */
record Attribute(String name, Message value) {
    private static final int NAME = 1;
    private static final int FLOAT = 2;
    private static final int INT = 3;
    private static final int INTS = 8;
    private static final int TYPE = 20;
    private static final int TYPE_FLOAT = 1;
    private static final int TYPE_INT = 2;
    private static final int TYPE_INTS = 7;

    static Attribute of(String name, long value) {
        return new Attribute(
                name, new Message().with(NAME, name).with(TYPE, TYPE_INT).with(INT, value));
    }

    static Attribute of(String name, float value) {
        return new Attribute(
                name, new Message().with(NAME, name).with(TYPE, TYPE_FLOAT).with(FLOAT, value));
    }

    static Attribute of(String name, long... values) {
        Message message = new Message().with(NAME, name).with(TYPE, TYPE_INTS);
        for (long value : values) {
            message.with(INTS, value);
        }
        return new Attribute(name, message);
    }
}
