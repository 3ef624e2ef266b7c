package hourglass.cli.duplicates;

import hourglass.perceptual.PerceptualHash;
import org.jspecify.annotations.Nullable;

/** The hashes that can be chosen. */
enum HashName {
    PDQ(PerceptualHash.PDQ),
    DHASH(PerceptualHash.DHASH),
    PHASH(PerceptualHash.PHASH),
    SIMHASH(null);

    private final @Nullable PerceptualHash perceptual;

    HashName(@Nullable PerceptualHash perceptual) {
        this.perceptual = perceptual;
    }

    /** That of pictures, or null if it is one of documents. */
    @Nullable
    PerceptualHash perceptual() {
        return perceptual;
    }
}
