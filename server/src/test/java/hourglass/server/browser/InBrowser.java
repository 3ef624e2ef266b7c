package hourglass.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests one browser and two sites for all, and skips them where no browser is installed. After each test the browser must
 * have nothing to complain about, and have asked nobody but the sites.
 */
final class InBrowser implements ExecutionCondition, ParameterResolver, BeforeEachCallback, AfterEachCallback {
    private static final Namespace HERE = Namespace.create(InBrowser.class);
    private static final int DIGITS = 500;
    private static final int EPOCHS = 6;
    private static final int DOCUMENTS = 300;

    /** The one browser, closed after all tests. */
    private record Shared(Optional<Browser> browser) implements AutoCloseable {
        static Shared start() {
            Optional<Browser> browser = Browser.start();
            if (browser.isEmpty()) {
                System.out.println(
                        "Tests in a browser are skipped: there is no chromium with a chromedriver on the PATH.");
            }
            return new Shared(browser);
        }

        @Override
        public void close() {
            browser.ifPresent(Browser::close);
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return shared(context).browser().isPresent()
                ? ConditionEvaluationResult.enabled("there is a browser")
                : ConditionEvaluationResult.disabled("there is no browser");
    }

    private static Shared shared(ExtensionContext context) {
        return context.getRoot().getStore(HERE).getOrComputeIfAbsent("browser", key -> Shared.start(), Shared.class);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Browser.class || type == Digits.class || type == Documents.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        ExtensionContext.Store store = context.getRoot().getStore(HERE);
        if (type == Digits.class) {
            return store.getOrComputeIfAbsent(type, key -> new Digits(), Digits.class);
        } else if (type == Documents.class) {
            return store.getOrComputeIfAbsent(type, key -> new Documents(), Documents.class);
        }
        return shared(context).browser().orElseThrow();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Browser browser = shared(context).browser().orElseThrow();
        browser.size(1280, 860);
        browser.theme("light");
        browser.complaints();
        browser.requests();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Browser browser = shared(context).browser().orElseThrow();
        assertThat(browser.complaints())
                .as("errors and warnings in the console")
                .isEmpty();
        assertThat(browser.requests())
                .as("addresses that were asked for")
                .allMatch(url -> url.matches("(http://127\\.0\\.0\\.1:\\d+/|data:|blob:http://127|about:|chrome:).*"));
    }

    /** Of a library of digits. */
    static final class Digits extends Site {
        Digits() {
            super("digits", folder -> Samples.digits(folder, DIGITS, EPOCHS));
        }
    }

    /** Of a library of documents. */
    static final class Documents extends Site {
        Documents() {
            super("documents", folder -> Samples.documents(folder, DOCUMENTS, 3, 50, Samples.BITS));
        }
    }
}
