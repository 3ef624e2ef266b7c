package hourglass.server.http;

import org.jspecify.annotations.Nullable;

/** A request that is not met as it was meant, with what the client is told of it as problem+json (RFC 9457). */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String remedy;
    private final @Nullable Integer retryAfter;

    /**
     * @param status of HTTP
     * @param detail what is wrong and where
     * @param remedy what the client can do about it
     */
    public ProblemException(int status, String detail, String remedy) {
        this(status, detail, remedy, null);
    }

    private ProblemException(int status, String detail, String remedy, @Nullable Integer retryAfter) {
        super(detail);
        this.status = status;
        this.remedy = remedy;
        this.retryAfter = retryAfter;
    }

    /** A request that cannot be met now, but may be in so many seconds. */
    public static ProblemException busy(String detail, int retryAfter) {
        return new ProblemException(503, detail, "try again in %d s".formatted(retryAfter), retryAfter);
    }

    /** What is asked for is being computed: no error (202), so that browsers report none; to be asked for again. */
    public static ProblemException computing(int retryAfter) {
        return new ProblemException(
                202, "this is being computed", "ask again in %d s".formatted(retryAfter), retryAfter);
    }

    /** What was asked for does not exist. */
    public static ProblemException notFound(String detail, String remedy) {
        return new ProblemException(404, detail, remedy);
    }

    /** A request that makes no sense as it is. */
    public static ProblemException badRequest(String detail, String remedy) {
        return new ProblemException(400, detail, remedy);
    }

    public int status() {
        return status;
    }

    public String remedy() {
        return remedy;
    }

    /** Seconds, or null. */
    @Nullable
    Integer retryAfter() {
        return retryAfter;
    }
}
