-- What was claimed just now.
SELECT id, claim FROM business_document WHERE state = 'open' AND due_at <= CURRENT_TIMESTAMP AND claim = :#${exchangeId}
