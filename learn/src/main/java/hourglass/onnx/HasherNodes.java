package hourglass.onnx;

import hourglass.decomposition.PrincipalComponents;
import hourglass.hashing.Hasher;
import hourglass.hashing.KernelHasher;
import hourglass.hashing.LinearHasher;
import hourglass.hashing.SignHasher;
import hourglass.hashing.SpectralHasher;
import java.util.List;

/** Principal components and hash functions as nodes: the numbers whose signs are the bits. */
record HasherNodes(Graph graph, TransformNodes columns) {
    String encode(Hasher hasher, String rows) {
        if (hasher instanceof SignHasher sign) {
            return columns.minus(rows, sign.mean());
        }
        if (hasher instanceof LinearHasher linear) {
            return projected(rows, linear.mean(), linear.directions(), linear.codeSize());
        }
        return hasher instanceof SpectralHasher spectral
                ? spectral(spectral, rows)
                : kernel((KernelHasher) hasher, rows);
    }

    String encode(PrincipalComponents components, String rows) {
        return projected(rows, components.mean(), components.components(), components.codeSize());
    }

    String decode(PrincipalComponents components, String codes) {
        String directions = graph.constant(components.components(), components.codeSize(), components.visible());
        return columns.plus(graph.node("MatMul", List.of(codes, directions)), components.mean());
    }

    private String projected(String rows, float[] mean, float[] directions, int count) {
        String centred = columns.minus(rows, mean);
        return graph.node(
                "Gemm", List.of(centred, graph.constant(directions, count, mean.length)), Attribute.of("transB", 1L));
    }

    private String spectral(SpectralHasher hasher, String rows) {
        String along = columns.minus(encode(hasher.components(), rows), hasher.minima());
        long[] axes = hasher.axes().stream().mapToLong(axis -> axis).toArray();
        String chosen = graph.node("Gather", List.of(along, graph.integers(axes)), Attribute.of("axis", 1L));
        return graph.node("Cos", List.of(columns.times(chosen, hasher.frequencies())));
    }

    /** exp(-gamma |x - a|^2) by |x|^2 + |a|^2 - 2 x'a, which is not below 0. */
    private String kernel(KernelHasher hasher, String rows) {
        int anchors = hasher.anchorCount();
        float[] squares = new float[anchors];
        float[] halves = new float[hasher.anchors().length];
        for (int i = 0; i < halves.length; i++) {
            squares[i / hasher.visible()] += hasher.anchors()[i] * hasher.anchors()[i];
            halves[i] = -2 * hasher.anchors()[i];
        }
        String products = graph.node(
                "Gemm",
                List.of(rows, graph.constant(halves, anchors, hasher.visible()), graph.constant(squares, anchors)),
                Attribute.of("transB", 1L));
        String own = graph.squaredLengths(rows);
        String distances = graph.node("Relu", List.of(graph.node("Add", List.of(products, own))));
        String scaled = graph.node("Mul", List.of(distances, graph.constant(new float[] {(float) -hasher.gamma()}, 1)));
        float[] offsets = new float[hasher.codeSize()];
        for (int bit = 0; bit < offsets.length; bit++) {
            offsets[bit] = -hasher.offsets()[bit];
        }
        return graph.node(
                "Gemm",
                List.of(
                        graph.node("Exp", List.of(scaled)),
                        graph.constant(hasher.weights(), offsets.length, anchors),
                        graph.constant(offsets, offsets.length)),
                Attribute.of("transB", 1L));
    }
}
