package io.camelpurse;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Service;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Starts a repository that was passed in. Whoever starts it stops it: one that runs already is left alone, and one that is
 * started here is the context's from then on, which stops it after its routes, as with Camel's file component. It does
 * not stop with a single endpoint, since others may use the same repository.
 */
final class RepositoryStart {

    private RepositoryStart() {}

    static void of(CamelContext context, Service repository) throws Exception {
        CamelContextAware.trySetCamelContext(repository, context);
        if (!ServiceHelper.isStarted(repository) && !context.hasService(repository)) {
            context.addService(repository, true, true);
        }
    }
}
