-- The newest entries of an order's history.
SELECT h.what, h.event, TO_CHAR(h.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at
FROM (
    SELECT created_at AS at, 2 AS rank, 0 AS id, 'payment link' AS what, 'created' AS event
    FROM sales_order WHERE number = :#${variable.number}
    UNION ALL
    SELECT paid_at, 2, 0, 'payment', 'authorized'
    FROM sales_order WHERE number = :#${variable.number} AND paid_at IS NOT NULL
    UNION ALL
    SELECT received_at, 1, id, 'document received', kind || ' ' || number
    FROM business_document WHERE order_number = :#${variable.number}
    UNION ALL
    SELECT at, 3, id, CASE WHEN event LIKE 'notified: %' THEN 'notification' WHEN event LIKE 'call: %' THEN 'call'
        ELSE 'decision' END, event
    FROM order_event WHERE order_number = :#${variable.number}
    UNION ALL
    SELECT acknowledged_at, 4, id, 'acknowledgement', kind || ' ' || number || ': ' || state
    FROM business_document WHERE order_number = :#${variable.number} AND acknowledged_at IS NOT NULL) h
ORDER BY h.at DESC, h.rank DESC, h.id DESC FETCH FIRST 200 ROWS ONLY
