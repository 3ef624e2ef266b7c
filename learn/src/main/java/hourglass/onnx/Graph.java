package hourglass.onnx;

import java.util.List;
import java.util.Locale;

/**
 * A computation of ONNX under construction: nodes one after the other, each of which makes a value that is called by a name.
 * The fields are those of {@code GraphProto} (onnx.proto, github.com/onnx/onnx).
 */
final class Graph {
    /** Element types of tensors. */
    static final int FLOAT = 1;

    static final int UINT8 = 2;
    static final int INT64 = 7;

    private static final int NODE = 1;
    private static final int NAME = 2;
    private static final int INITIALIZER = 5;
    private static final int INPUT = 11;
    private static final int OUTPUT = 12;

    private final Message graph = new Message();
    private int values;

    Graph(String name) {
        graph.with(NAME, name);
    }

    /** The value that an operator makes of others. */
    String node(String operator, List<String> inputs, Attribute... attributes) {
        String output = operator.toLowerCase(Locale.ROOT) + "_" + values++;
        node(operator, inputs, output, attributes);
        return output;
    }

    /** The squared length of each row, as one column. */
    String squaredLengths(String rows) {
        String squares = node("Mul", List.of(rows, rows));
        return node("ReduceSum", List.of(squares, integers(1)), Attribute.of("keepdims", 1L));
    }

    /** The two values of an operator. */
    record Pair(String first, String second) {}

    /** The two values that an operator makes of others. */
    Pair pair(String operator, List<String> inputs, Attribute... attributes) {
        int number = values++;
        Pair pair = new Pair("first_" + number, "second_" + number);
        node(operator, inputs, List.of(pair.first, pair.second), attributes);
        return pair;
    }

    /** A value under a name of its own. */
    void node(String operator, List<String> inputs, String output, Attribute... attributes) {
        node(operator, inputs, List.of(output), attributes);
    }

    private void node(String operator, List<String> inputs, List<String> outputs, Attribute... attributes) {
        Message node = new Message();
        inputs.forEach(input -> node.with(1, input));
        outputs.forEach(output -> node.with(2, output));
        node.with(3, outputs.get(0)).with(4, operator);
        for (Attribute attribute : attributes) {
            node.with(5, attribute.value());
        }
        graph.with(NODE, node);
    }

    /** Numbers of a shape, row-major; not copied until now, so they may change afterwards. */
    String constant(float[] numbers, long... shape) {
        Message tensor = tensor(FLOAT, shape);
        String name = "constant_" + values++;
        graph.with(INITIALIZER, tensor.with(8, name).with(9, numbers));
        return name;
    }

    /** A row of whole numbers. */
    String integers(long... numbers) {
        Message tensor = tensor(INT64, numbers.length);
        for (long number : numbers) {
            tensor.with(7, number);
        }
        String name = "constant_" + values++;
        graph.with(INITIALIZER, tensor.with(8, name));
        return name;
    }

    private static Message tensor(int type, long... shape) {
        Message tensor = new Message();
        for (long size : shape) {
            tensor.with(1, size);
        }
        return tensor.with(2, type);
    }

    /** What is given: any number of rows. */
    void input(String name, int columns) {
        graph.with(INPUT, rows(name, FLOAT, columns));
    }

    /** What is computed: as many rows. */
    void output(String name, int type, int columns) {
        graph.with(OUTPUT, rows(name, type, columns));
    }

    private static Message rows(String name, int type, int columns) {
        Message shape = new Message().with(1, new Message().with(2, "rows")).with(1, new Message().with(1, columns));
        Message tensor = new Message().with(1, type).with(2, shape);
        return new Message().with(1, name).with(2, new Message().with(1, tensor));
    }

    Message message() {
        return graph;
    }
}
