package hourglass.persistence;

import hourglass.data.Scaling;
import hourglass.data.Standardization;
import hourglass.data.TfIdf;
import hourglass.data.TfIdf.TermFrequency;
import hourglass.data.Transform;
import hourglass.data.safetensors.Tensor;
import hourglass.decomposition.Whitening;
import java.util.List;

/** The numbers of transforms as named tensors. */
final class TransformTensors {
    private static final String IDENTITY = "identity";
    private static final String STANDARDIZATION = "standardization";
    private static final String SCALING = "scaling";
    private static final String WHITENING = "whitening";
    private static final String TF_IDF = "tf-idf";
    private static final String LOG_TF_IDF = "log-tf-idf";

    private static final String MEAN = "transform.mean";
    private static final String DEVIATION = "transform.deviation";
    private static final String LEAST = "transform.least";
    private static final String RANGE = "transform.range";
    private static final String IDF = "transform.idf";
    private static final String FORWARD = "transform.forward";
    private static final String INVERSE = "transform.inverse";

    private TransformTensors() {}

    static String kind(Transform transform) {
        if (transform instanceof Transform.Identity) {
            return IDENTITY;
        }
        if (transform instanceof Standardization) {
            return STANDARDIZATION;
        }
        if (transform instanceof Scaling) {
            return SCALING;
        }
        if (transform instanceof Whitening) {
            return WHITENING;
        }
        if (transform instanceof TfIdf weights) {
            return weights.termFrequency() == TermFrequency.LOG ? LOG_TF_IDF : TF_IDF;
        }
        throw new IllegalArgumentException(transform.getClass().getSimpleName() + " cannot be described");
    }

    static List<Tensor> of(Transform transform, int columns) {
        if (transform instanceof Standardization standardization) {
            return List.of(
                    vector(MEAN, standardization.mean(), columns),
                    vector(DEVIATION, standardization.deviation(), columns));
        }
        if (transform instanceof Scaling scaling) {
            return List.of(vector(LEAST, scaling.least(), columns), vector(RANGE, scaling.range(), columns));
        }
        if (transform instanceof Whitening whitening) {
            return List.of(
                    vector(MEAN, whitening.mean(), columns),
                    new Tensor(FORWARD, List.of(columns, columns), whitening.forward(), 0),
                    new Tensor(INVERSE, List.of(columns, columns), whitening.inverse(), 0));
        }
        if (transform instanceof TfIdf weights) {
            return List.of(vector(IDF, weights.idf(), columns));
        }
        return List.of();
    }

    static Transform read(String kind, TensorReader tensors, int columns) {
        return switch (kind) {
            case IDENTITY -> new Transform.Identity();
            case STANDARDIZATION -> new Standardization(tensors.read(MEAN, columns), tensors.read(DEVIATION, columns));
            case SCALING -> new Scaling(tensors.read(LEAST, columns), tensors.read(RANGE, columns));
            case WHITENING ->
                new Whitening(
                        tensors.read(MEAN, columns),
                        tensors.read(FORWARD, columns, columns),
                        tensors.read(INVERSE, columns, columns));
            case TF_IDF -> new TfIdf(TermFrequency.COUNT, tensors.read(IDF, columns));
            case LOG_TF_IDF -> new TfIdf(TermFrequency.LOG, tensors.read(IDF, columns));
            default -> throw new IllegalArgumentException("there is no transform " + kind);
        };
    }

    private static Tensor vector(String name, float[] values, int columns) {
        if (values.length != columns) {
            throw new IllegalArgumentException(
                    "%s of %d columns for a model of %d".formatted(name, values.length, columns));
        }
        return Tensor.vector(name, values);
    }
}
