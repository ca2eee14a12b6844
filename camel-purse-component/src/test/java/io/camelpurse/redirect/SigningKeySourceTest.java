package io.camelpurse.redirect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import io.camelpurse.fixture.CapturedLog;
import io.camelpurse.redirect.KeyAvailability.State;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Tests {@link SigningKeySource}, {@link KeyReader}, {@link KeyRefresh}, {@link SigningKeySet},
 * {@link SigningKeySettings} and {@link RepeatedWarning}.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class SigningKeySourceTest {

    private final KeyServer purse = new KeyServer(Keys.ONE);
    private SigningKeySource keys = purse.source();

    @AfterEach
    void stop() throws Exception {
        purse.close();
        keys.close();
    }

    @Test
    void keysAreReadOnceAndThenKnown() {
        for (int i = 0; i < 100; i++) {
            assertThat(found("key-one")).hasSize(1);
        }
        assertThat(purse.reads()).isEqualTo(1);
    }

    @Test
    void warmedUpNobodyWaits() {
        keys.warmUp();
        purse.settle();
        assertThat(keys.find(header("key-one"))).isCompletedWithValueMatching(found -> found.size() == 1);
        assertThat(purse.reads()).isEqualTo(1);
    }

    /** An alert on the age must not stay silent where the keys could not be fetched even once. */
    @Test
    void withoutKeysTheAgeIsThatOfTheNeed() {
        purse.isDown();
        keys.warmUp();
        purse.settle();
        purse.advance(Duration.ofMinutes(40));
        assertThat(keys.age()).isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void theAgeIsThatOfTheLastFetch() {
        purse.advance(Duration.ofMinutes(40));
        found("key-one");
        purse.advance(Duration.ofMinutes(2));
        assertThat(keys.age()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aNewKeyIsKnownAfterOneRead() {
        found("key-one");
        purse.lists(Keys.TWO, Keys.ONE);
        assertThat(found("key-two")).hasSize(1);
        assertThat(found("key-one")).hasSize(1);
        assertThat(purse.reads()).isEqualTo(2);
    }

    @Test
    void aKeyThatIsNotListedIsFetchedOnce() {
        found("key-one");
        assertThat(found("key-foreign")).isEmpty();
        assertThat(purse.reads()).isEqualTo(2);
    }

    @Test
    void aThousandForgedKeyIdsCauseTwoReads() {
        for (int i = 0; i < 1000; i++) {
            assertThat(found("forged-" + i)).isEmpty();
        }
        assertThat(purse.reads()).isEqualTo(2);
    }

    @Test
    void aThousandForgedKeyIdsAtOnceCauseTwoReads() {
        found("key-one");
        purse.advance(Duration.ofSeconds(31));
        List<CompletableFuture<List<JWSVerifier>>> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add(keys.find(header("forged-" + i)));
        }
        all.forEach(CompletableFuture::join);
        assertThat(purse.reads()).isEqualTo(1 + 2);
    }

    @Test
    void theLimitOfReadsIsForATime() {
        for (int i = 0; i < 10; i++) {
            found("forged-" + i);
        }
        purse.lists(Keys.TWO, Keys.ONE);
        assertThat(found("key-two")).isEmpty();
        purse.advance(Duration.ofSeconds(31));
        assertThat(found("key-two")).hasSize(1);
    }

    @Test
    void aKeyThatIsNotListedAnyMoreIsDroppedWithTheNextRead() {
        purse.lists(Keys.ONE, Keys.TWO);
        found("key-two");
        purse.lists(Keys.ONE);
        purse.advance(Duration.ofMinutes(6));
        found("key-two");
        purse.settle();
        assertThat(found("key-two")).isEmpty();
        assertThat(found("key-one")).hasSize(1);
    }

    @Test
    void knownKeysServeThroughAnOutageAndNoLonger() {
        found("key-one");
        purse.isDown();
        purse.advance(Duration.ofMinutes(59));
        assertThat(found("key-one")).hasSize(1);
        purse.settle();
        assertThat(found("key-one")).hasSize(1);
        purse.advance(Duration.ofMinutes(1));
        assertUnavailable("key-one");
    }

    @Test
    void knownKeysServeThroughAnOutageWhateverElseArrives() {
        found("key-one");
        purse.isDown();
        for (int minute = 0; minute < 59; minute++) {
            purse.advance(Duration.ofMinutes(1));
            for (int i = 0; i < 5; i++) {
                assertUnavailable("forged");
                assertThat(keys.find(header("key-one"))).isCompletedWithValueMatching(found -> found.size() == 1);
            }
        }
    }

    @Test
    void keysThatStayUnreadableAreWarnedOfOnceAndThenEveryHour() {
        found("key-one");
        try (CapturedLog log = CapturedLog.of(KeyRefresh.class)) {
            purse.isDown();
            readEveryMinute(150);
            assertThat(purse.reads()).isGreaterThan(100);
            assertThat(log.lines()).hasSize(3).allSatisfy(line -> assertThat(line)
                    .contains("cannot be read"));
            purse.lists(Keys.ONE);
            readEveryMinute(1);
            purse.isDown();
            readEveryMinute(1);
            assertThat(log.lines()).as("another outage").hasSize(4);
        }
    }

    @Test
    void keysThatStayUnusableAreWarnedOfOnceAndThenEveryHour() {
        ObjectNode listed = Keys.listed(Keys.ONE).deepCopy();
        listed.withArray("keys").addObject().put("kty", "RSA").put("n", "AQAB").put("e", "AQAB");
        purse.responses(listed);
        try (CapturedLog log = CapturedLog.of(KeyReader.class)) {
            readEveryMinute(150);
            assertThat(purse.reads()).isGreaterThan(100);
            assertThat(log.lines()).hasSize(3).allSatisfy(line -> assertThat(line)
                    .contains("less than 2048 bits"));
        }
        assertThat(found("key-one")).hasSize(1);
    }

    private void readEveryMinute(int minutes) {
        for (int minute = 0; minute < minutes; minute++) {
            purse.advance(Duration.ofMinutes(1));
            keys.find(header("forged")).exceptionally(unavailable -> List.of()).join();
            purse.settle();
        }
    }

    @Test
    void anUnknownKeyDuringAnOutageIsNotCalledForged() {
        found("key-one");
        purse.isDown();
        purse.advance(Duration.ofSeconds(31));
        assertUnavailable("key-two");
        assertUnavailable("key-two");
        assertUnavailable("key-two");
        purse.lists(Keys.TWO);
        purse.advance(Duration.ofSeconds(31));
        assertThat(found("key-two")).hasSize(1);
    }

    @Test
    void withoutAnyKeysNoTokenIsVerified() {
        purse.isDown();
        assertThatThrownBy(() -> found("key-one"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(SigningKeysUnavailableException.class)
                .hasRootCauseMessage("no connection");
        assertThat(keys.availability().state()).isEqualTo(State.DOWN);
    }

    @Test
    void aResponseWithoutKeysLeavesTheKnownOnes() {
        found("key-one");
        purse.lists();
        purse.advance(Duration.ofSeconds(31));
        assertUnavailable("forged");
        assertThat(found("key-one")).hasSize(1);
        assertThat(keys.availability().state()).isEqualTo(State.DEGRADED);
    }

    @Test
    void aResponseThatIsNoKeySetLeavesTheKnownOnes() {
        found("key-one");
        purse.advance(Duration.ofSeconds(31));
        for (JsonNode json : List.of(
                JsonNodeFactory.instance.missingNode(),
                JsonNodeFactory.instance.textNode("keys"),
                JsonNodeFactory.instance.objectNode().put("keys", 1))) {
            purse.responses(json);
            assertUnavailable("forged");
        }
        assertThat(found("key-one")).hasSize(1);
    }

    @Test
    void healthShowsAnOutageAndItsEnd() {
        assertThat(keys.availability().state()).isEqualTo(State.UNKNOWN);
        found("key-one");
        assertThat(keys.availability().state()).isEqualTo(State.UP);
        assertThat(keys.availability().readAt()).isEqualTo(purse.clock.instant());
        purse.isDown();
        purse.advance(Duration.ofMinutes(10));
        found("key-one");
        purse.settle();
        assertThat(keys.availability().state()).isEqualTo(State.DEGRADED);
        assertThat(keys.availability().problem()).isEqualTo("no connection");
        assertThat(keys.availability().usableUntil())
                .isEqualTo(purse.clock.instant().plus(Duration.ofMinutes(50)));
        purse.advance(Duration.ofMinutes(50));
        assertThat(keys.availability().state()).isEqualTo(State.DOWN);
        purse.lists(Keys.ONE);
        found("key-one");
        assertThat(keys.availability().state()).isEqualTo(State.UP);
    }

    @Test
    void aNumberIsAKeyId() {
        ObjectNode key = Keys.entry(Keys.ONE);
        key.put("kid", 12345);
        purse.responses(JsonNodeFactory.instance
                .objectNode()
                .set("keys", JsonNodeFactory.instance.arrayNode().add(key)));
        assertThat(found("12345")).hasSize(1);
    }

    @Test
    void aKeyThatCannotBeReadDoesNotSpoilTheOthers() {
        ObjectNode response = (ObjectNode) Keys.listed(Keys.ONE);
        response.withArray("keys")
                .add(Keys.entry(Keys.TWO).put("n", "!"))
                .add(Keys.entry(Keys.TWO).put("e", ""))
                .add(Keys.entry(Keys.TWO).put("use", ""))
                .add(Keys.entry(Keys.TWO).put("kty", "oct").put("k", "c2VjcmV0"))
                .add(Keys.entry(Keys.TWO).put("x5c", "no list").put("kid", "key-three"))
                .add(Keys.entry(Keys.TWO).putNull("kid"))
                .add("no key")
                .addNull();
        purse.responses(response);
        assertThat(found("key-one")).hasSize(1);
        assertThat(found("key-two")).isEmpty();
        assertThat(found("null")).isEmpty();
        assertThat(found("key-three")).hasSize(1);
    }

    @Test
    void aShortKeyIsNotUsed() {
        RSAKey weak = Keys.key("weak", 1024);
        purse.lists(Keys.ONE, weak);
        assertThat(found("weak")).isEmpty();
    }

    @Test
    void whatAKeyIsForIsRespectedWhereItSays() {
        ObjectNode response = (ObjectNode) Keys.listed();
        response.withArray("keys")
                .add(Keys.entry(Keys.ONE).put("kid", "enc").put("use", "enc"))
                .add(Keys.entry(Keys.ONE).put("kid", "sig").put("use", "sig"))
                .add(Keys.entry(Keys.ONE).put("kid", "512").put("alg", "RS512"));
        purse.responses(response);
        assertThat(found("sig")).hasSize(1);
        assertThat(found("enc")).isEmpty();
        assertThat(found("512")).isEmpty();
    }

    @Test
    void aTokenWhoseKeyIsKnownDoesNotWaitForARead() {
        found("key-one");
        CompletableFuture<JsonNode> late = purse.hangs();
        CompletableFuture<List<JWSVerifier>> other = keys.find(header("key-two"));
        assertThat(keys.find(header("key-one"))).isCompleted();
        assertThat(other).isNotDone();
        late.complete(Keys.listed(Keys.TWO));
        assertThat(other.join()).hasSize(1);
    }

    @Test
    void noMoreThanAThousandTokensWaitForARead() {
        found("key-one");
        purse.hangs();
        List<CompletableFuture<List<JWSVerifier>>> waiting = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            waiting.add(keys.find(header("forged-" + i)));
        }
        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        assertUnavailable("one-more");
        assertThat(keys.find(header("key-one"))).isCompleted();
    }

    @Test
    void stoppingEndsWhatWaits() throws Exception {
        purse.hangs();
        CompletableFuture<List<JWSVerifier>> first = keys.find(header("key-one"));
        CompletableFuture<List<JWSVerifier>> second = keys.find(header("key-one"));
        purse.close();
        keys.close();
        assertThatThrownBy(first::join).hasCauseInstanceOf(SigningKeysUnavailableException.class);
        assertThatThrownBy(second::join).hasCauseInstanceOf(SigningKeysUnavailableException.class);
        assertUnavailable("key-one");
    }

    @Test
    void keysAreReadAheadOfTheirAgeWithoutAnyToken() {
        keys = purse.source(shortTimes(), Clock.systemUTC());
        keys.warmUp();
        await().until(() -> purse.reads() >= 3);
        assertThat(keys.availability().state()).isEqualTo(State.UP);
    }

    @Test
    void afterAFailureReadingIsRetriedWithoutAnyToken() {
        keys = purse.source(shortTimes(), Clock.systemUTC());
        purse.isDown();
        keys.warmUp();
        await().until(() -> purse.reads() >= 3);
        purse.lists(Keys.ONE);
        await().until(() -> keys.availability().state() == State.UP);
    }

    @Test
    void aFailedRefreshIsRetriedWithoutAnyToken() {
        keys = purse.source(shortTimes(), Clock.systemUTC());
        found("key-one");
        purse.isDown();
        await().until(() -> keys.availability().state() == State.DEGRADED);
        purse.lists(Keys.TWO);
        await().until(() -> keys.availability().state() == State.UP);
        assertThat(keys.find(header("key-two"))).isCompletedWithValueMatching(found -> found.size() == 1);
    }

    private static SigningKeySettings shortTimes() {
        return new SigningKeySettings(
                Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofSeconds(10));
    }

    private List<JWSVerifier> found(String keyId) {
        return keys.find(header(keyId)).join();
    }

    private void assertUnavailable(String keyId) {
        assertThatThrownBy(() -> found(keyId)).hasCauseInstanceOf(SigningKeysUnavailableException.class);
    }

    private static JWSHeader header(String keyId) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();
    }
}
