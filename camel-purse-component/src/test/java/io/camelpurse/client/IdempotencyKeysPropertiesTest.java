package io.camelpurse.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.camelpurse.IdempotencyKeys;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Rule R1: a key is a function of payment, operation and document, and of nothing else. */
class IdempotencyKeysPropertiesTest {

    record Movement(String payment, String operation, String reference) {

        String key() {
            return IdempotencyKeys.derive(payment, operation, reference);
        }
    }

    @Property
    void equalInputsMakeEqualKeys(@ForAll("movements") Movement movement) {
        Movement again = new Movement(
                new String(movement.payment()), new String(movement.operation()), new String(movement.reference()));
        assertThat(again.key()).isEqualTo(movement.key());
    }

    @Property(tries = 100)
    void differentInputsMakeDifferentKeys(@ForAll("manyMovements") List<Movement> movements) {
        Map<String, Movement> byKey = new HashMap<>();
        for (Movement movement : movements) {
            Movement other = byKey.putIfAbsent(movement.key(), movement);
            assertThat(other == null || other.equals(movement)).isTrue();
        }
    }

    @Property
    void movingACharacterOverABorderMakesAnotherKey(@ForAll("movements") Movement movement) {
        String name = movement.payment() + '\n' + movement.operation() + '\n' + movement.reference();
        assertThat(new Movement(movement.payment(), movement.operation(), movement.reference() + '\n').key())
                .isNotEqualTo(movement.key());
        assertThat(new Movement(movement.payment(), movement.operation(), name).key())
                .isNotEqualTo(movement.key());
        assertThat(new Movement(movement.payment() + movement.operation(), movement.operation(), movement.reference())
                        .key())
                .isNotEqualTo(movement.key());
    }

    @Property
    void aKeyIsShortPrintableAndANameBasedUuid(@ForAll("movements") Movement movement) {
        UUID key = UUID.fromString(movement.key());
        assertThat(key.version()).isEqualTo(5);
        assertThat(key.variant()).isEqualTo(2);
        assertThat(movement.key()).hasSize(36).matches("[0-9a-f-]+");
    }

    @Provide
    Arbitrary<List<Movement>> manyMovements() {
        return movements().list().ofSize(500);
    }

    @Provide
    Arbitrary<Movement> movements() {
        Arbitrary<String> payments = Arbitraries.oneOf(
                Arbitraries.longs().map(bits -> new UUID(bits, ~bits).toString()),
                Arbitraries.strings()
                        .withChars("abAB01_-")
                        .ofMinLength(1)
                        .ofMaxLength(3)
                        .filter(id -> Character.isLetterOrDigit(id.charAt(0))));
        Arbitrary<String> operations = Arbitraries.of("capturePayment", "refundPayment", "voidPayment");
        // Halves of a character cannot be sent, so that they cannot name a document.
        Arbitrary<String> references = Arbitraries.oneOf(
                Arbitraries.strings().withChars("ab \n/").ofMaxLength(4),
                Arbitraries.strings().all().ofMaxLength(40).filter(text -> text.codePoints()
                        .noneMatch(point -> Character.getType(point) == Character.SURROGATE)));
        return Combinators.combine(payments, operations, references).as(Movement::new);
    }
}
