package io.camelpurse.ordertocash;

import io.camelpurse.sandbox.PurseSandbox;
import io.camelpurse.sandbox.RecordedRequest;
import io.camelpurse.sandbox.WebhookDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;

/** The figures of a crash run. */
final class CrashReport {

    private final CrashRun.Plan plan;
    private final Instant begin = Instant.now();
    private final Map<Interruption, Integer> interruptions = new EnumMap<>(Interruption.class);
    private int kills;
    private int interrupting;
    private int killsOfBoth;
    private Verdict verdict;
    private Company company;

    CrashReport(CrashRun.Plan plan) {
        this.plan = plan;
    }

    /**
     * @param instances how many were killed at once
     * @param interrupted what that interrupted
     */
    void killed(int instances, List<Interruption> interrupted) {
        kills++;
        killsOfBoth += instances == 1 ? 0 : 1;
        interrupting += interrupted.isEmpty() ? 0 : 1;
        interrupted.forEach(one -> interruptions.merge(one, 1, Integer::sum));
    }

    void finished(Company company, Verdict verdict) {
        this.company = company;
        this.verdict = verdict;
    }

    boolean isGood() {
        return verdict.isGood() && interrupting >= plan.kills();
    }

    boolean purseAgrees() {
        return verdict.isGood();
    }

    int interrupting() {
        return interrupting;
    }

    int interruptedOperations() {
        return interruptions.entrySet().stream()
                .filter(interruption -> interruption.getKey().isOfMoney())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    @Override
    public String toString() {
        PurseSandbox purse = company.purse();
        List<RecordedRequest> faulty = purse.journal().stream()
                .filter(request -> !String.valueOf(request.fault()).matches("null|LATENCY.*|SLOW_RESPONSE.*"))
                .toList();
        int claims = interruptions.values().stream().mapToInt(Integer::intValue).sum();
        StringJoiner text = new StringJoiner(System.lineSeparator());
        text.add("Seed %d, %d seconds"
                .formatted(plan.seed(), Duration.between(begin, Instant.now()).toSeconds()));
        text.add("%d kills, %d of both instances at once, %d interrupted work (%d were asked for)"
                .formatted(kills, killsOfBoth, interrupting, plan.kills()));
        interruptions.forEach((interruption, count) -> text.add("%4d  %s".formatted(count, interruption)));
        text.add("%d claims of killed instances expired".formatted(claims));
        text.add("%d documents delivered, %d acknowledgements sent more than once"
                .formatted(company.erp().delivered(), company.erp().repeated()));
        text.add("%d requests to Purse, %d of them met a fault".formatted(purse.requests(), faulty.size()));
        text.add("%d responses lost or broken after Purse had executed an operation"
                .formatted(faulty.stream()
                        .filter(request -> request.path().matches(".*/(captures|refunds|voids)"))
                        .filter(request ->
                                request.fault().matches("DROP_RESPONSE.*|TRUNCATED.*|MALFORMED.*|.*after commit.*"))
                        .count()));
        text.add("%d webhooks, %d of them dropped, %d given up, %d repeated"
                .formatted(
                        purse.webhooks().size(),
                        webhooks(webhook -> webhook.state().equals("DROPPED")),
                        webhooks(webhook -> webhook.state().equals("GIVEN_UP")),
                        webhooks(webhook -> webhook.statuses().size() > 1)));
        return text.add(verdict.toString()).toString();
    }

    private long webhooks(Predicate<WebhookDelivery> which) {
        return company.purse().webhooks().stream().filter(which).count();
    }
}
