package io.camelpurse.sandbox;

import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A sandbox for the tests of a class: started before the first, reset before each, closed after the last.
 *
 * <pre>{@code
 * @RegisterExtension
 * static PurseSandboxExtension purse = new PurseSandboxExtension();
 * }</pre>
 *
 * <p>The sandbox runs from the extension's creation, so that its address is known while fields are initialized. Where
 * several classes inherit one extension, each class has a sandbox of its own. A test method may also take it as a
 * parameter of the type {@link PurseSandbox}.
 */
public final class PurseSandboxExtension
        implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, ParameterResolver {

    private final Consumer<PurseSandbox.Builder> setup;
    private PurseSandbox sandbox;
    private int openClasses;

    /** Starts a sandbox with the defaults. */
    public PurseSandboxExtension() {
        this(builder -> {});
    }

    /**
     * Starts a sandbox.
     *
     * @param setup of the sandbox
     */
    public PurseSandboxExtension(Consumer<PurseSandbox.Builder> setup) {
        this.setup = setup;
        start();
    }

    /**
     * The sandbox.
     *
     * @return the same for all tests of the class
     */
    public PurseSandbox sandbox() {
        return sandbox;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        openClasses++;
        if (sandbox == null) {
            start();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        sandbox.reset();
        if (openClasses == 0) {
            context.getStore(ExtensionContext.Namespace.create(this)).put("sandbox", (AutoCloseable) sandbox::close);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        openClasses--;
        if (openClasses == 0) {
            sandbox.close();
            sandbox = null;
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PurseSandbox.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return sandbox;
    }

    private void start() {
        PurseSandbox.Builder builder = PurseSandbox.builder();
        setup.accept(builder);
        sandbox = builder.start();
    }
}
