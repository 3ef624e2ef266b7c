/**
 * Side-by-side runs against libtorch: the same training step, in turns, on the same computer.
 *
 * <p>A {@link hourglass.bench.Case} says what is trained. Three things repeat its step: {@link
 * hourglass.bench.HourglassStep}, a {@link hourglass.bench.LibtorchProcess} (libtorch in a process of its own, so that
 * neither its BLAS nor its waiting threads come into ours), and {@link hourglass.bench.Limit}, the least that any engine
 * on this BLAS has to do.
 *
 * <p>{@link hourglass.bench.ForestBench} measures how well a forest finds anomalies, beside the experiment that does so by
 * autoencoders.
 *
 * <p>{@link hourglass.bench.SearchBench} times exact search among binary codes, beside faiss in a Python process.
 */
@NullMarked
package hourglass.bench;

import org.jspecify.annotations.NullMarked;
