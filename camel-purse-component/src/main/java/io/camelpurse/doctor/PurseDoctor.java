package io.camelpurse.doctor;

import io.camelpurse.client.PurseClients;
import io.camelpurse.client.Randomness;
import io.camelpurse.client.TimeSource;
import io.camelpurse.doctor.Finding.Status;
import io.camelpurse.text.TokenMask;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.support.service.ServiceHelper;

/**
 * Examines everything that calls to Purse and its notifications need: configuration, network, account, clock, webhook.
 * It captures, refunds and voids nothing, and its findings contain no secret. For use as a bean in an application; the
 * calling thread waits for responses.
 */
public class PurseDoctor implements CamelContextAware {

    /** @param needs whose failure makes this one impossible */
    private record Step(String name, Set<String> needs, Check check) {}

    private static final List<Step> STEPS = List.of(
            new Step("configuration", Set.of(), new ConfigurationCheck()),
            new Step("dns", Set.of("configuration"), new DnsCheck()),
            new Step("tcp", Set.of("dns"), new TcpCheck()),
            new Step("proxy", Set.of("tcp"), new ProxyCheck()),
            new Step("tls", Set.of("proxy"), new TlsCheck()),
            new Step("token", Set.of("tls"), new TokenCheck()),
            new Step("api-key", Set.of("token"), new ApiKeyCheck()),
            new Step("entity", Set.of("api-key"), new EntityCheck()),
            new Step("signing-keys", Set.of("api-key"), new SigningKeysCheck()),
            new Step("clock", Set.of("tls"), new ClockCheck()),
            new Step("webhook", Set.of("configuration"), new WebhookCheck()),
            new Step("webhook-token", Set.of("entity", "webhook"), new WebhookTokenCheck()));

    private final TimeSource time;
    private CamelContext camelContext;
    private String component = "purse";
    private boolean webhookRoundTrip;

    /** Creates a doctor whose Camel context is set later. */
    public PurseDoctor() {
        this(null);
    }

    /**
     * Creates a doctor.
     *
     * @param camelContext the context of the component that is examined
     */
    public PurseDoctor(CamelContext camelContext) {
        this(camelContext, TimeSource.system());
    }

    PurseDoctor(CamelContext camelContext, TimeSource time) {
        this.camelContext = camelContext;
        this.time = time;
    }

    @Override
    public CamelContext getCamelContext() {
        return camelContext;
    }

    @Override
    public void setCamelContext(CamelContext camelContext) {
        this.camelContext = camelContext;
    }

    /**
     * Name of the component that is examined (default {@code purse}).
     */
    public void setComponent(String component) {
        this.component = component;
    }

    /**
     * Whether to create and cancel a payment link, and to wait for its notification (default {@code false}). Only where
     * {@code apiUrl} names a sandbox, and only in an application that receives from {@code purse:webhook}.
     */
    public void setWebhookRoundTrip(boolean webhookRoundTrip) {
        this.webhookRoundTrip = webhookRoundTrip;
    }

    /**
     * Makes all checks, one after the other.
     *
     * @return what they have found
     * @throws Exception if the context has no such component
     */
    public Diagnosis examine() throws Exception {
        PurseClients clients = new PurseClients(camelContext, time, Randomness.system(), "-doctor");
        ServiceHelper.startService(clients);
        try {
            return examine(new Examination(camelContext, component, clients, time, webhookRoundTrip));
        } finally {
            ServiceHelper.stopService(clients);
        }
    }

    private static Diagnosis examine(Examination examination) {
        TokenMask mask = new TokenMask(examination.secrets());
        List<Finding> findings = new ArrayList<>();
        Set<String> impossible = new HashSet<>();
        for (Step step : STEPS) {
            Finding finding = step.needs().stream()
                    .filter(impossible::contains)
                    .findFirst()
                    .map(need -> Finding.skipped("needs the check " + need))
                    .orElseGet(() -> examine(step, examination));
            boolean skippedByNeed = step.needs().stream().anyMatch(impossible::contains);
            if (finding.status() == Status.FAILED || skippedByNeed) {
                impossible.add(step.name());
            }
            findings.add(new Finding(
                    step.name(), finding.status(), shown(mask, finding.seen()), shown(mask, finding.remedy())));
        }
        return new Diagnosis(List.copyOf(findings));
    }

    /** An exception of its own is named by its class: its message may quote anything. */
    private static Finding examine(Step step, Examination examination) {
        try {
            return step.check().examine(examination);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.failed("interrupted", null);
        } catch (Exception e) {
            return Finding.failed(
                    "the check failed with " + e.getClass().getName(),
                    "Call purse:getPayment: its exception says more");
        }
    }

    /** What comes from the network is sanitized where it is read: addresses have as many digits as card numbers. */
    private static String shown(TokenMask mask, String text) {
        return text == null ? null : mask.mask(text);
    }
}
