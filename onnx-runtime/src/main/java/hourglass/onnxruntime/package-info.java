/**
 * Vectors made by any ONNX model. A module of its own, since ONNX Runtime weighs 75 MB.
 *
 * <pre>{@code
 * import hourglass.data.Matrix;
 * import hourglass.data.Rows;
 * import hourglass.embedding.VectorEncoder;
 * import hourglass.onnxruntime.OnnxEncoder;
 * import java.nio.file.Path;
 *
 * class MakeVectors {
 *     public static void main(String[] args) {
 *         try (VectorEncoder encoder = OnnxEncoder.open(Path.of(args[0]), VectorEncoder.Options.DEFAULT)) {
 *             Matrix vectors = encoder.encode(Rows.of(new float[] {0.5f, -1, 2}, 3), null);
 *             System.out.println(vectors);
 *         }
 *     }
 * }
 * }</pre>
 */
@NullMarked
package hourglass.onnxruntime;

import org.jspecify.annotations.NullMarked;
