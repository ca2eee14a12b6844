-- The same document again: its outcome, once there is one, is acknowledged again, even if it is being acknowledged now.
-- One that was accepted once has the outcome of that, whatever the rules say now. 0 rows if it has other content.
UPDATE business_document
SET acknowledged_at = NULL, claim = CASE state WHEN 'open' THEN claim END,
    claimed_by = CASE state WHEN 'open' THEN claimed_by END,
    claimed_until = CASE state WHEN 'open' THEN claimed_until END
WHERE digest = :#${variable.digest} AND (identity NOT LIKE 'rejected %' OR NOT EXISTS (
    SELECT 1 FROM business_document e
    WHERE e.digest = :#${variable.digest} AND e.identity NOT LIKE 'rejected %'))
