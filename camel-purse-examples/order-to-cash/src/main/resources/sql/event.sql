-- A line of the order's history, unless it is one of the two before: a call and what became of it.
INSERT INTO order_event (order_number, event)
SELECT CAST(:#${variable.document[order_number]} AS VARCHAR), LEFT(CAST(:#${variable.event} AS VARCHAR), 3000)
WHERE NOT EXISTS (
    SELECT 1 FROM order_event
    WHERE event = LEFT(CAST(:#${variable.event} AS VARCHAR), 3000) AND id IN (
        SELECT id FROM order_event WHERE order_number = CAST(:#${variable.document[order_number]} AS VARCHAR)
        ORDER BY id DESC FETCH FIRST 2 ROWS ONLY))
