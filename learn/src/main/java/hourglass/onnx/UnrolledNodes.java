package hourglass.onnx;

import hourglass.decomposition.UnrolledCoder;
import java.util.Arrays;
import java.util.List;

/** An unrolled coder as nodes: a product and a rectification for each of its steps. */
record UnrolledNodes(Graph graph, UnrolledCoder coder) {
    String encode(String rows) {
        int n = coder.visible();
        int k = coder.codeSize();
        float[] parameters = coder.parameters();
        String weights = graph.constant(Arrays.copyOf(parameters, n * k), n, k);
        String biases = graph.constant(Arrays.copyOfRange(parameters, (n + k) * k, parameters.length), k);
        String inputs = graph.node("Gemm", List.of(rows, weights, biases));
        String code = graph.node("Relu", List.of(inputs));
        if (coder.steps() == 0) {
            return code;
        }
        String between = graph.constant(Arrays.copyOfRange(parameters, n * k, (n + k) * k), k, k);
        for (int step = 0; step < coder.steps(); step++) {
            code = graph.node("Relu", List.of(graph.node("Gemm", List.of(code, between, inputs))));
        }
        return code;
    }

    String decode(String codes) {
        String atoms = graph.constant(coder.dictionary(), coder.codeSize(), coder.visible());
        return graph.node("MatMul", List.of(codes, atoms));
    }
}
