-- Each document goes to one instance; what another one is claiming is left to it. The claim of a process that dies
-- expires, and since then nobody knows whether its call was executed. The earliest open document of an order holds
-- back the later ones, but not the Order itself, nor the cancellation of an order that has a payment link and that
-- nobody has paid. A credit note holds back no other kind before its refund may have been called: it may wait for an
-- invoice that arrives behind it.
UPDATE business_document
SET claimed_by = :#${properties:orderToCash.instance}, claim = :#${exchangeId}, attempts = attempts + 1,
    unresolved_since = CASE WHEN claimed_until IS NOT NULL AND kind <> 'Order' AND EXISTS (
            SELECT 1 FROM sales_order o WHERE o.number = order_number AND o.payment_id IS NOT NULL)
        THEN COALESCE(unresolved_since, claimed_until
            - CAST(:#${properties:orderToCash.claimPeriod} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND)
        ELSE unresolved_since END,
    claimed_until = CURRENT_TIMESTAMP
        + CAST(:#${properties:orderToCash.claimPeriod} AS NUMERIC(12, 3)) * INTERVAL '1' SECOND
WHERE id IN (
    SELECT d.id FROM business_document d
    WHERE d.state = 'open' AND d.due_at <= CURRENT_TIMESTAMP
      AND (d.claimed_until IS NULL OR d.claimed_until < CURRENT_TIMESTAMP)
      AND (d.kind = 'Order' OR NOT EXISTS (
          SELECT 1 FROM business_document e WHERE e.order_number = d.order_number AND e.state = 'open' AND e.id < d.id
            AND (e.kind <> 'CreditNote' OR d.kind = 'CreditNote' OR e.operation_id IS NOT NULL
              OR (e.claimed_until IS NOT NULL OR e.unresolved_since IS NOT NULL)
                AND (e.invoice_number IS NULL OR EXISTS (SELECT 1 FROM business_document i
                    WHERE i.identity = 'Invoice ' || e.invoice_number AND i.state <> 'open')))
            AND (d.kind <> 'OrderCancellation' OR NOT EXISTS (
                SELECT 1 FROM sales_order o WHERE o.number = d.order_number AND o.payment_id IS NULL))))
    ORDER BY d.due_at, d.id
    FETCH FIRST 20 ROWS ONLY
    FOR UPDATE SKIP LOCKED)
