-- Nothing was executed: once more after a delay that doubles, without limit. An outcome that is unknown since an
-- earlier attempt is not left alone for long. A notification since the claim has reset the attempts, so that what it
-- reports is not waited for.
UPDATE business_document
SET reason = LEFT(CAST(:#${variable.reason} AS VARCHAR), 2000), claimed_by = NULL, claimed_until = NULL,
    due_at = CURRENT_TIMESTAMP + LEAST(CASE WHEN unresolved_since IS NULL
            THEN CAST(:#${properties:orderToCash.maxRetryDelay} AS NUMERIC(12, 3))
            ELSE CAST(:#${properties:orderToCash.maxFollowDelay} AS NUMERIC(12, 3)) END,
        CAST(:#${properties:orderToCash.retryDelay} AS NUMERIC(12, 3))
            * CAST(POWER(2, LEAST(GREATEST(attempts, 1) - 1, 20)) AS NUMERIC(12, 3))) * INTERVAL '1' SECOND
WHERE id = :#${variable.document[id]} AND state = 'open' AND claim = :#${variable.document[claim]}
