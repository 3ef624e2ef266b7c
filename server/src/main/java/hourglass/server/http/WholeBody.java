package hourglass.server.http;

import java.nio.ByteBuffer;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.EagerContentHandler.ContentLoader;
import org.eclipse.jetty.server.handler.EagerContentHandler.ContentLoaderFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request as it comes, without a thread, before anything is done with the request: slow clients then keep
 * nobody out. All bodies together take a bounded memory. Batches are left to be read by the line.
 */
final class WholeBody implements ContentLoaderFactory {
    static final String STREAMED = "application/x-ndjson";

    private final int most;
    private final long mostTogether;
    private final AtomicLong held = new AtomicLong();

    /** @param most bytes of a body */
    WholeBody(int most) {
        this.most = most;
        // What is made of a body takes some times its size.
        this.mostTogether = Math.max(2L * most, Runtime.getRuntime().maxMemory() / 16);
    }

    @Override
    public @Nullable String getApplicableMimeType() {
        return null;
    }

    @Override
    public @Nullable ContentLoader newContentLoader(
            @Nullable String contentType,
            @Nullable String mimeType,
            Handler handler,
            Request request,
            Response response,
            Callback callback) {
        return contentType != null && contentType.startsWith(STREAMED)
                ? null
                : new Loader(handler, request, response, callback);
    }

    private final class Loader extends ContentLoader implements Invocable.Task {
        private byte[] body = new byte[0];
        private int size;
        private boolean waited;

        Loader(Handler handler, Request request, Response response, Callback callback) {
            super(handler, request, response, callback);
        }

        @Override
        protected void load() {
            if (getRequest().getLength() > most) {
                refuse(tooLarge());
            } else {
                read();
            }
        }

        /** More has come. */
        @Override
        public void run() {
            waited = true;
            read();
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        private void read() {
            while (true) {
                Content.Chunk chunk = getRequest().read();
                if (chunk == null) {
                    getRequest().demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    fail(chunk);
                    return;
                }
                Problem problem = add(chunk.getByteBuffer());
                boolean last = chunk.isLast();
                chunk.release();
                if (problem != null) {
                    refuse(problem);
                    return;
                }
                if (last) {
                    end();
                    return;
                }
            }
        }

        private @Nullable Problem add(ByteBuffer bytes) {
            int more = bytes.remaining();
            if ((long) size + more > most) {
                return tooLarge();
            }
            if (held.addAndGet(more) > mostTogether) {
                held.addAndGet(-more);
                return Problem.of(503, "the bodies of all requests are too large together", "try again in 1 s");
            }
            if (size + more > body.length) {
                body = java.util.Arrays.copyOf(body, (int) Math.min(most, Math.max(size + more, 2L * body.length)));
            }
            bytes.get(body, size, more);
            size += more;
            return null;
        }

        private Problem tooLarge() {
            return Problem.of(413, "the body is larger than %,d bytes".formatted(most), "send less");
        }

        private void fail(Content.Chunk chunk) {
            Throwable failure = chunk.getFailure();
            if (!chunk.isLast()) {
                getRequest().fail(failure);
            }
            refuse(
                    failure instanceof TimeoutException
                            ? Problem.of(408, "the body did not come in time", "send it faster")
                            : Problem.of(400, "the body cannot be read", "send it again"));
        }

        private void refuse(Problem problem) {
            held.addAndGet(-size);
            Response response = getResponse();
            response.setStatus(problem.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.CONTENT_TYPE);
            // What is left of the body will not be read.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            response.write(true, ByteBuffer.wrap(problem.json()), getCallback());
        }

        private void end() {
            Whole whole = new Whole(getRequest(), ByteBuffer.wrap(body, 0, size));
            Callback after = Callback.from(getCallback(), () -> held.addAndGet(-size));
            if (waited) {
                getRequest().getContext().execute(() -> handle(whole, getResponse(), after));
            } else {
                handle(whole, getResponse(), after);
            }
        }
    }

    /** A request with its body in memory. */
    private static final class Whole extends Request.Wrapper {
        private final ByteBufferContentSource body;

        Whole(Request request, ByteBuffer body) {
            super(request);
            this.body = new ByteBufferContentSource(body);
        }

        @Override
        public Content.Chunk read() {
            return body.read();
        }

        @Override
        public void demand(Runnable demand) {
            body.demand(demand);
        }
    }
}
