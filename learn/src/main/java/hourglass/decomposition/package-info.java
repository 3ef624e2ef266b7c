/**
 * Closed forms and factor models beside the networks: principal components, whitening, latent semantic analysis, latent
 * Dirichlet allocation and sparse coding.
 *
 * <p>The share of the variance of generated digits that 30 principal components explain:
 *
 * <pre>{@code
 * Rows digits = PenDigits.of(1_000, 1).rows();
 * PrincipalComponents components = PrincipalComponents.fit(digits, 30, ThreadTeam.shared());
 * float explained = 0;
 * for (float ratio : components.explainedVarianceRatio()) {
 *     explained += ratio;
 * }
 * }</pre>
 */
@NullMarked
package hourglass.decomposition;

import org.jspecify.annotations.NullMarked;
