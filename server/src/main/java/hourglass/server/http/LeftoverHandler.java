package hourglass.server.http;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Reads what an answered request has left of its body, and drops it, before the connection is closed: a client that is still
 * sending would otherwise find the connection reset, and never read why it was refused (RFC 9112, section 9.6).
 */
final class LeftoverHandler extends Handler.Wrapper {
    private final long most;

    /** @param most bytes to read of a body; the connection of a larger one is closed all the same */
    LeftoverHandler(long most) {
        this.most = most;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        return super.handle(
                request, response, Callback.from(() -> new Leftover(request, callback).run(), callback::failed));
    }

    private final class Leftover implements Invocable.Task {
        private final Request request;
        private final Callback callback;
        private long read;

        Leftover(Request request, Callback callback) {
            this.request = request;
            this.callback = callback;
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        @Override
        public void run() {
            while (read <= most) {
                Content.Chunk chunk = request.read();
                if (chunk == null) {
                    request.demand(this);
                    return;
                }
                boolean end = chunk.isLast() || Content.Chunk.isFailure(chunk);
                read += chunk.remaining();
                chunk.release();
                if (end) {
                    break;
                }
            }
            callback.succeeded();
        }
    }
}
