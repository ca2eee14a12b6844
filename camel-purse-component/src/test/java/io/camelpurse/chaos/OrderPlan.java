package io.camelpurse.chaos;

import io.camelpurse.sandbox.PurseSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** All the documents of one order, in the three steps in which they arrive. */
record OrderPlan(
        String paymentId,
        long authorized,
        List<BusinessDocument> invoices,
        List<BusinessDocument> cancellations,
        List<BusinessDocument> creditNotes) {

    private static final int MOST_DOCUMENTS_OF_A_KIND = 5;
    private static final double DELIVERED_TWICE = 0.1;

    static List<OrderPlan> plans(PurseSandbox sandbox, RandomGenerator random, int documents) {
        List<OrderPlan> plans = new ArrayList<>();
        for (int left = documents; left > 0; ) {
            OrderPlan plan = of(sandbox, random, "ORD-" + plans.size());
            plans.add(plan);
            left -= plan.documents().size();
        }
        return plans;
    }

    List<BusinessDocument> documents() {
        List<BusinessDocument> all = new ArrayList<>(invoices);
        all.addAll(cancellations);
        all.addAll(creditNotes);
        return all;
    }

    private static OrderPlan of(PurseSandbox sandbox, RandomGenerator random, String order) {
        long authorized = random.nextLong(100, 1_000_000);
        String payment = sandbox.authorizedPayment(authorized, "EUR", order);
        List<Long> captured = parts(random, authorized - random.nextLong(authorized / 2));
        long toCapture = captured.stream().mapToLong(Long::longValue).sum();
        List<Long> voided = new ArrayList<>();
        if (toCapture < authorized && random.nextBoolean()) {
            voided.add(random.nextBoolean() ? 0 : authorized - toCapture);
        }
        List<Long> refunded = random.nextInt(4) == 0 ? List.of() : parts(random, random.nextLong(1, toCapture + 1));
        return new OrderPlan(
                payment,
                authorized,
                documents(random, "capturePayment", payment, order + "/INV-", captured),
                documents(random, "voidPayment", payment, order + "/CANCEL-", voided),
                documents(random, "refundPayment", payment, order + "/CN-", refunded));
    }

    private static List<BusinessDocument> documents(
            RandomGenerator random, String operation, String payment, String prefix, List<Long> amounts) {
        List<BusinessDocument> documents = new ArrayList<>();
        for (long amount : amounts) {
            boolean twice = random.nextDouble() < DELIVERED_TWICE;
            documents.add(new BusinessDocument(operation, payment, prefix + documents.size(), amount, twice));
        }
        return documents;
    }

    /** Some of them a single minor unit, some equal to each other. */
    private static List<Long> parts(RandomGenerator random, long whole) {
        List<Long> parts = new ArrayList<>();
        long left = whole;
        while (left > 0 && parts.size() < MOST_DOCUMENTS_OF_A_KIND - 1 && random.nextInt(4) > 0) {
            long part = random.nextInt(3) == 0 ? 1 : random.nextLong(1, left + 1);
            parts.add(part);
            left -= part;
        }
        if (left > 0) {
            parts.add(left);
        }
        return parts;
    }
}
