-- 1 row for the one instance that sends the acknowledgement. The claim of a process that dies expires.
UPDATE business_document
SET claimed_by = :#${properties:orderToCash.instance}, claim = :#${exchangeId},
    claimed_until = CURRENT_TIMESTAMP
        + CAST(:#${properties:orderToCash.claimPeriod} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND
WHERE id = :#${variable.document[id]} AND state <> 'open' AND acknowledged_at IS NULL
  AND (claimed_until IS NULL OR claimed_until < CURRENT_TIMESTAMP)
