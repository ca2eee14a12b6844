package io.camelpurse.model;

import java.util.List;
import java.util.Map;

/**
 * The public keys that Purse signs redirections with: a JSON Web Key Set.
 *
 * @param keys the keys
 * @param otherFields fields that are not listed here, by name, as they came; never null
 */
@PurseJson
public record SigningKeys(
        List<SigningKey> keys, @OtherFields Map<String, Object> otherFields) {

    /** Copies what could change, so that the record never does. */
    public SigningKeys {
        keys = UnmodifiableCopy.list(keys);
        otherFields = UnmodifiableCopy.otherFields(otherFields);
    }
}
