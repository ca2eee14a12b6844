-- The outcome is unknown: a known operation is read again, any other call is made again under the same key, and a
-- person decides when that has lasted too long.
UPDATE business_document
SET operation_id = COALESCE(CAST(:#${variable.operationId} AS VARCHAR), operation_id),
    operation_status = :#${variable.operationStatus}, reason = LEFT(CAST(:#${variable.reason} AS VARCHAR), 2000),
    unresolved_since = COALESCE(unresolved_since, CURRENT_TIMESTAMP),
    due_at = CURRENT_TIMESTAMP
        + CAST(:#${properties:orderToCash.followInterval} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND,
    state = CASE WHEN unresolved_since < CURRENT_TIMESTAMP
            - CAST(:#${properties:orderToCash.followPeriod} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND
        THEN 'manual' ELSE 'open' END,
    remedy = 'see what became of the operation at Purse, then set the document to done or rejected',
    outcome_at = CURRENT_TIMESTAMP, acknowledged_at = NULL, claimed_by = NULL, claimed_until = NULL
WHERE id = :#${variable.document[id]} AND state = 'open' AND claim = :#${variable.document[claim]}
