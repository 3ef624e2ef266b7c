/** Fitted models as ONNX, which other programs run; see {@link hourglass.onnx.OnnxModel}. */
@NullMarked
package hourglass.onnx;

import org.jspecify.annotations.NullMarked;
