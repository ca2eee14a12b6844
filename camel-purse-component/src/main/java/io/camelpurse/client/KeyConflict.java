package io.camelpurse.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.camelpurse.CallOutcome;
import io.camelpurse.ResourceId;
import io.camelpurse.model.JsonFields;
import io.camelpurse.model.Problem;
import io.camelpurse.text.SafeText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Represents the response to an idempotency key that Purse knows: status 409 and a problem with {@code resource_id}.
 */
public final class KeyConflict {

    private static final int CONFLICT = 409;

    private static final Pattern PAYMENT = Pattern.compile("/payments/([^/]+)(?:/|$)");

    private KeyConflict() {}

    /**
     * Whether a failure is that of a key that was used before.
     *
     * @param failure of a call
     * @return whether Purse says so
     */
    public static boolean isReportedBy(CallFailedException failure) {
        Problem problem = failure.problem();
        return failure.httpStatus() == CONFLICT
                && problem != null
                && (Problem.WRITE_CONFLICT.equals(problem.type())
                        || problem.type() == null && problem.extensions().containsKey(JsonFields.RESOURCE_ID));
    }

    /** The one documented reason for 409 is a key in use, so that a response that cannot be read may be about that. */
    static boolean mayBeReportedBy(CallFailedException failure) {
        return failure.httpStatus() == CONFLICT
                && failure.callOutcome() == CallOutcome.REJECTED
                && (failure.problem() == null || failure.problem().type() == null);
    }

    /** Whether the key was used for an operation on another payment, as far as the problem's {@code instance} says. */
    static boolean isAboutAnotherPayment(CallFailedException conflict, String paymentId) {
        String instance = conflict.problem().instance();
        if (instance == null) {
            return false;
        }
        Matcher payment = PAYMENT.matcher(instance);
        if (!payment.find()
                || !ResourceId.isValid(payment.group(1))
                || payment.group(1).contains(SafeText.MASK)) {
            return false;
        }
        return !ResourceId.same(payment.group(1), paymentId);
    }

    /**
     * What the key was used for.
     *
     * @param conflict a failure that {@linkplain #isReportedBy says so}
     * @return the id of the operation or resource, if it is named
     */
    public static Optional<String> resourceId(CallFailedException conflict) {
        return Optional.ofNullable(conflict.problem().extensions().get(JsonFields.RESOURCE_ID))
                .filter(JsonNode::isValueNode)
                .filter(id -> !id.isNull())
                .map(JsonNode::asText);
    }
}
