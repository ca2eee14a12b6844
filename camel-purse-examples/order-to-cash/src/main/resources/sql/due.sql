-- Whether there is work.
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
FETCH FIRST 1 ROW ONLY
