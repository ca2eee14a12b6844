package io.camelpurse.sandbox.state;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Spreads an operation over the partners of a payment. Captures take gift cards first and refunds credit cards first,
 * then the others in the order of the split; voids go in the order of the split. A list of priorities comes before
 * that.
 */
final class SplitDistribution {
    private static final String ANY = "*";

    private SplitDistribution() {}

    /** An amount on an authorized share. */
    record Allocation(PartnerTransaction share, long amount) {}

    static List<Allocation> distribute(Payment payment, OperationKind kind, long amount, List<Solution> priorities) {
        List<PartnerTransaction> shares = new ArrayList<>(payment.authorization());
        shares.sort(Comparator.comparingInt((PartnerTransaction share) -> rank(share.solution(), priorities))
                .thenComparingInt(share -> usualRank(share.solution(), kind)));
        List<Allocation> allocations = new ArrayList<>();
        long rest = amount;
        for (PartnerTransaction share : shares) {
            long part = Math.min(rest, Amounts.of(payment, share).available(kind));
            if (part > 0) {
                allocations.add(new Allocation(share, part));
                rest -= part;
            }
        }
        return allocations;
    }

    private static int usualRank(Solution solution, OperationKind kind) {
        return switch (kind) {
            case CAPTURE -> solution.isGiftCard() ? 0 : 1;
            case REFUND -> solution.isCard() ? 0 : 1;
            case VOID -> 0;
        };
    }

    /** The place of the entry that names the solution; the entry of two wildcards takes what no other names. */
    private static int rank(Solution solution, List<Solution> priorities) {
        int rest = priorities.size();
        for (int i = 0; i < priorities.size(); i++) {
            Solution entry = priorities.get(i);
            if (isRest(entry)) {
                rest = Math.min(rest, i);
            } else if (matches(entry.partner(), solution.partner()) && matches(entry.method(), solution.method())) {
                return i;
            }
        }
        return rest;
    }

    private static boolean isRest(Solution entry) {
        return entry.partner().equals(ANY) && entry.method().equals(ANY);
    }

    private static boolean matches(String pattern, String value) {
        return pattern.equals(ANY) || pattern.equals(value);
    }
}
