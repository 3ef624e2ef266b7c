/**
 * Perceptual hashes: codes of pictures that change in few bits where a picture was scaled, compressed or brightened. They are
 * computed, not learnt, so codes made years apart can be compared.
 *
 * <p>How near two pictures are:
 *
 * <pre>{@code
 * long[] one = PerceptualHash.PDQ.of(DecodedImage.read(first)).code();
 * long[] other = PerceptualHash.PDQ.of(DecodedImage.read(second)).code();
 * boolean same = Hamming.distance(one, other) <= PerceptualHash.PDQ.radius();
 * }</pre>
 */
@NullMarked
package hourglass.perceptual;

import org.jspecify.annotations.NullMarked;
