/**
 * Closed forms and factor models beside the networks: principal components, whitening, latent semantic analysis, latent
 * Dirichlet allocation and sparse coding.
 */
@NullMarked
package hourglass.decomposition;

import org.jspecify.annotations.NullMarked;
