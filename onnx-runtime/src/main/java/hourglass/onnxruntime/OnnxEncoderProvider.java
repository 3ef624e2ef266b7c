package hourglass.onnxruntime;

import hourglass.embedding.VectorEncoder;
import java.nio.file.Path;

/** Opens ONNX models for those who know this module by {@link java.util.ServiceLoader} alone. */
public final class OnnxEncoderProvider implements VectorEncoder.Provider {
    @Override
    public VectorEncoder open(Path file, VectorEncoder.Options options) {
        return OnnxEncoder.open(file, options);
    }
}
