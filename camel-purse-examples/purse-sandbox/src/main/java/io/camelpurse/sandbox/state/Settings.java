package io.camelpurse.sandbox.state;

import java.time.Duration;
import java.util.List;

/** What the API's documentation leaves open, as settings. The defaults are the sandbox's choice. */
public final class Settings {
    private Duration sessionLifetime = Duration.ofMinutes(30);
    private Duration linkLifetime = Duration.ofDays(30);
    private Duration authorizationLifetime = Duration.ofDays(7);
    private String priorityField = "priority_list";
    private String linkInProgressStatus = "PENDING";
    private boolean amountRequired = true;
    private boolean creationKeys = true;
    private boolean orderAmountChecked = true;
    private boolean splitSumChecked;
    private int abortConflictStatus = 409;
    private List<Solution> solutions =
            List.of(Solution.GIFT_CARD, Solution.CARD, new Solution("paypal", "wallet"), new Solution("oney", "cb3x"));

    /** The defaults. */
    public Settings() {}

    /**
     * How long a client session can be paid; 30 minutes by default.
     *
     * @param lifetime from its creation
     */
    public void sessionLifetime(Duration lifetime) {
        sessionLifetime = lifetime;
    }

    /**
     * How long a payment link without {@code expires_at} can be paid; 30 days by default.
     *
     * @param lifetime from its creation
     */
    public void linkLifetime(Duration lifetime) {
        linkLifetime = lifetime;
    }

    /**
     * How long authorized money stays reserved; 7 days by default. What is left then is voided by the sandbox.
     *
     * @param lifetime from the authorization
     */
    public void authorizationLifetime(Duration lifetime) {
        authorizationLifetime = lifetime;
    }

    /**
     * The field of a capture, refund or void that holds the list of partners and methods by priority;
     * {@code priority_list} by default.
     *
     * @param name of the field
     */
    public void priorityField(String name) {
        priorityField = name;
    }

    /**
     * The status of a link while an attempt to pay it is pending; {@code PENDING} by default.
     *
     * @param status any text
     */
    public void linkInProgressStatus(String status) {
        linkInProgressStatus = status;
    }

    /**
     * Whether an operation without an amount is rejected (the default) or takes all that is available.
     *
     * @param required true to reject
     */
    public void amountRequired(boolean required) {
        amountRequired = required;
    }

    /**
     * Whether idempotency keys count for sessions, links and payments too; true by default.
     *
     * @param honored true to honor them
     */
    public void creationKeys(boolean honored) {
        creationKeys = honored;
    }

    /**
     * Whether an amount may not exceed the order's net amount less what is paid; true by default.
     *
     * @param checked true to reject more
     */
    public void orderAmountChecked(boolean checked) {
        orderAmountChecked = checked;
    }

    /**
     * Whether the split of a payment must add up to its amount; false by default, where it only may not exceed it.
     *
     * @param checked true to reject anything but the amount
     */
    public void splitSumChecked(boolean checked) {
        splitSumChecked = checked;
    }

    /**
     * The HTTP status of an abort that the session's status does not allow; 409 by default.
     *
     * @param status 400 or 409
     */
    public void abortConflictStatus(int status) {
        abortConflictStatus = status;
    }

    /**
     * What eligible solutions there are; gift card, card, wallet and instalments by default.
     *
     * @param eligible at least one
     */
    public void solutions(List<Solution> eligible) {
        solutions = List.copyOf(eligible);
    }

    Duration sessionLifetime() {
        return sessionLifetime;
    }

    Duration linkLifetime() {
        return linkLifetime;
    }

    Duration authorizationLifetime() {
        return authorizationLifetime;
    }

    String priorityField() {
        return priorityField;
    }

    String linkInProgressStatus() {
        return linkInProgressStatus;
    }

    boolean amountRequired() {
        return amountRequired;
    }

    boolean creationKeys() {
        return creationKeys;
    }

    boolean orderAmountChecked() {
        return orderAmountChecked;
    }

    boolean splitSumChecked() {
        return splitSumChecked;
    }

    int abortConflictStatus() {
        return abortConflictStatus;
    }

    List<Solution> solutions() {
        return solutions;
    }
}
