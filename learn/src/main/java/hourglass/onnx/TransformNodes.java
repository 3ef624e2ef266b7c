package hourglass.onnx;

import hourglass.data.InputException;
import hourglass.data.Scaling;
import hourglass.data.Standardization;
import hourglass.data.TfIdf;
import hourglass.data.Transform;
import hourglass.decomposition.Whitening;
import java.util.List;

/** What is done to rows before a model, and undone after it, as nodes. */
record TransformNodes(Graph graph) {
    String apply(Transform transform, String rows) {
        if (transform instanceof Standardization standardization) {
            return over(minus(rows, standardization.mean()), standardization.deviation());
        }
        if (transform instanceof Scaling scaling) {
            return over(minus(rows, scaling.least()), scaling.range());
        }
        if (transform instanceof Whitening whitening) {
            return product(minus(rows, whitening.mean()), whitening.forward());
        }
        if (transform instanceof TfIdf weights) {
            return times(isLog(weights) ? log(rows) : rows, weights.idf());
        }
        return unchanged(transform, rows);
    }

    String invert(Transform transform, String rows) {
        if (transform instanceof Standardization standardization) {
            return plus(times(rows, standardization.deviation()), standardization.mean());
        }
        if (transform instanceof Scaling scaling) {
            return plus(times(rows, scaling.range()), scaling.least());
        }
        if (transform instanceof Whitening whitening) {
            return plus(product(rows, whitening.inverse()), whitening.mean());
        }
        if (transform instanceof TfIdf weights) {
            float[] reciprocals = new float[weights.idf().length];
            for (int i = 0; i < reciprocals.length; i++) {
                // A word without weight comes back as 0.
                reciprocals[i] = weights.idf()[i] == 0 ? 0 : 1 / weights.idf()[i];
            }
            String counts = times(rows, reciprocals);
            return isLog(weights) ? graph.node("Sub", List.of(graph.node("Exp", List.of(counts)), one())) : counts;
        }
        return unchanged(transform, rows);
    }

    private static String unchanged(Transform transform, String rows) {
        if (!(transform instanceof Transform.Identity)) {
            throw new InputException(
                    "model",
                    "",
                    "has a transform of its own, %s, which ONNX has no operators for"
                            .formatted(transform.getClass().getSimpleName()),
                    "export a model with another transform");
        }
        return rows;
    }

    private static boolean isLog(TfIdf weights) {
        return weights.termFrequency() == TfIdf.TermFrequency.LOG;
    }

    private String log(String rows) {
        return graph.node("Log", List.of(graph.node("Add", List.of(rows, one()))));
    }

    private String one() {
        return graph.constant(new float[] {1}, 1);
    }

    String minus(String rows, float[] columns) {
        return graph.node("Sub", List.of(rows, graph.constant(columns, columns.length)));
    }

    String plus(String rows, float[] columns) {
        return graph.node("Add", List.of(rows, graph.constant(columns, columns.length)));
    }

    String times(String rows, float[] columns) {
        return graph.node("Mul", List.of(rows, graph.constant(columns, columns.length)));
    }

    private String over(String rows, float[] columns) {
        return graph.node("Div", List.of(rows, graph.constant(columns, columns.length)));
    }

    private String product(String rows, float[] square) {
        int side = (int) Math.round(Math.sqrt(square.length));
        return graph.node("MatMul", List.of(rows, graph.constant(square, side, side)));
    }

    /** 0 in place of numbers that are missing. */
    String completed(String rows) {
        String missing = graph.node("IsNaN", List.of(rows));
        return graph.node("Where", List.of(missing, graph.constant(new float[] {0}, 1), rows));
    }
}
