package io.camelpurse.doctor;

import io.camelpurse.PurseOperation;
import io.camelpurse.client.CallFailedException;
import io.camelpurse.client.PurseRequest;
import io.camelpurse.model.JsonFields;

/** Purse lists the keys that redirection data is signed with. */
final class SigningKeysCheck implements Check {

    @Override
    public Finding examine(Examination examination) {
        try {
            int keys = Examination.await(
                            examination.client().call(PurseRequest.read(PurseOperation.getSigningKeys, null, null)))
                    .json()
                    .path(JsonFields.KEYS)
                    .size();
            return keys > 0
                    ? Finding.ok(keys + " keys")
                    : Finding.warning("Purse lists no keys", "purse:verifyRedirection accepts nothing: ask Purse");
        } catch (CallFailedException e) {
            return Finding.failed(e.getMessage(), "purse:verifyRedirection accepts nothing: check apiUrl");
        }
    }
}
