package io.camelpurse.benchmarks;

import java.util.List;
import java.util.regex.Pattern;

/** What a thread may be busy with, as the classes and methods on its stack show. */
enum Piece {
    CALLERS("the benchmark's own callers", "io\\.camelpurse\\.benchmarks\\.WebhookCallers"),
    SIGNATURE(
            "checking the signature",
            "java\\.security\\.Signature|sun\\.security\\.rsa|com\\.nimbusds\\.jose\\.crypto"),
    SIGNED_JSON(
            "parts of the token and their JSON", "io\\.camelpurse\\.redirect\\.(CompactToken|SignedJson|TokenParts)"),
    SIGNING_KEY("selecting the signing key", "io\\.camelpurse\\.redirect\\.SigningKey|com\\.nimbusds\\.jose\\.jwk"),
    CLAIMS("checking the claims", "io\\.camelpurse\\.redirect"),
    SECRETS(
            "searching for secrets",
            "io\\.camelpurse\\.text\\.(TokenMask|RepeatedSecret)|\\.WebhookRequestObject\\.mask"),
    PARSING("parsing JSON", "ObjectMapper\\.(readTree|readValue|_readMapAndClose)|ObjectReader\\.read"),
    JSON_PATH("headers by JSONPath", "com\\.jayway|org\\.apache\\.camel\\.jsonpath"),
    OPERATION(
            "finding the operation in the payment",
            "io\\.camelpurse\\.client\\.(RequestedOperation|OperationFinder|ExpectedResponse|RecentKeys"
                    + "|PaymentCurrencies|Payment|CallStartTime|Timestamp|ResponseAmount)"),
    REQUEST(
            "amount, reference, key, body of the request",
            "io\\.camelpurse\\.message\\.(?!Response|WebhookRequest|Exchange)|io\\.camelpurse\\.IdempotencyKeys"
                    + "|MoneyRequest|MoneyOperationCall.make|ObjectMapper\\.write|ObjectWriter\\."),
    MESSAGE(
            "headers and body of the message",
            "io\\.camelpurse\\.message\\.Response|MoneyResponseWriter|webhook\\.NotificationMessage"),
    NOTIFICATION(
            "checking the notification, duplicates",
            "io\\.camelpurse\\.webhook\\.(Notification|ProcessedVersions|RecentVersions|PayloadReader|AcceptedTokens)"),
    TRANSPORT(
            "sending with a deadline, ending in any state",
            "io\\.camelpurse\\.client\\.(HttpTransport|CallConnection|CallTimer|OpenCalls|Deadline|TrackedEntity"
                    + "|BoundedResponse|ContentDecoding|Challenge|Unlogged|RequestConfig|IoThreads)"),
    AUTHORIZATION(
            "token and headers, the text of the response",
            "io\\.camelpurse\\.client\\.(AuthorizedSender|AccessTokens|CachedAccessToken|Masked|ApiObserver|ApiState"
                    + "|AccountSettings)"),
    CALL(
            "the call's steps, counters, and the rest",
            "io\\.camelpurse\\.(client\\.(?!Recent[VE])|producer|metrics|webhook|message|model|PurseEndpoint"
                    + "|Continuation)"),
    ENGINE("HTTP engine", "io\\.vertx|io\\.netty|org\\.apache\\.camel\\.component\\.platform"),
    HTTP_CLIENT("HttpClient", "org\\.apache\\.hc"),
    CAMEL("Camel: exchange, route, direct:, types", "org\\.apache\\.camel"),
    BENCHMARK("the benchmark", "io\\.camelpurse\\.benchmarks"),
    OTHER("idle and pooled threads", "");

    private final String title;
    private final Pattern frames;

    Piece(String title, String frames) {
        this.title = title;
        this.frames = Pattern.compile(frames);
    }

    String title() {
        return title;
    }

    /**
     * The innermost piece.
     *
     * @param stack class and method of each frame, the innermost first
     */
    static Piece of(List<String> stack) {
        if (stack.stream().anyMatch(frame -> CALLERS.frames.matcher(frame).find())) {
            return CALLERS;
        }
        for (String frame : stack) {
            for (Piece piece : values()) {
                if (piece != OTHER && piece.frames.matcher(frame).find()) {
                    return piece;
                }
            }
        }
        return OTHER;
    }
}
