package io.camelpurse.doctor;

import io.camelpurse.PurseOperation;
import io.camelpurse.client.CallFailedException;
import io.camelpurse.client.PurseRequest;
import io.camelpurse.model.JsonFields;

/** The account may act for the entity: a query of the payment solutions for an order of 1.00, which creates nothing. */
final class EntityCheck implements Check {

    @Override
    public Finding examine(Examination examination) {
        String entity = examination.configuration().getEntityId();
        if (entity == null || entity.isBlank()) {
            return Finding.warning(
                    "entityId is not set",
                    "Set entityId, from the Purse dashboard, unless each message has the header CamelPurseEntityId");
        }
        try {
            int solutions = Examination.await(examination
                            .client()
                            .call(PurseRequest.query(
                                    PurseOperation.getEligibleSolutions,
                                    null,
                                    examination.order().put(JsonFields.ENTITY_ID, entity))))
                    .json()
                    .path(JsonFields.ELIGIBLE_SOLUTIONS)
                    .size();
            return solutions > 0
                    ? Finding.ok("entity " + entity + " has " + solutions + " payment solutions")
                    : Finding.warning(
                            "entity " + entity + " has no payment solution",
                            "Let Purse enable payment solutions for the entity, or check entityId and currency");
        } catch (CallFailedException e) {
            int status = e.httpStatus();
            if (status == 401 || status == 403 || status == 404) {
                return Finding.failed(
                        "Purse rejected the entity " + entity + ": " + e.getMessage(),
                        "Check entityId: it is one of this environment, and clientId has access to it");
            }
            return status / 100 == 4
                    ? Finding.warning(
                            "Purse rejected the query for entity " + entity + ": " + e.getMessage(),
                            "Call purse:getEligibleSolutions with an order of yours")
                    : Finding.failed(e.getMessage(), "Check that apiUrl leads to Purse; if it does, retry later");
        }
    }
}
