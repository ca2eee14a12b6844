-- Unless a person has decided since: then the decision is acknowledged when the claim has expired. Nor if the document
-- has arrived again since, which has ended the claim.
UPDATE business_document SET acknowledged_at = CURRENT_TIMESTAMP, claimed_by = NULL, claimed_until = NULL
WHERE id = :#${variable.document[id]} AND claim = :#${exchangeId} AND state = :#${variable.document[state]}
  AND TO_CHAR(outcome_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') = :#${variable.document[issued]}
