-- The orders of the newest 200 documents, those in a state or of an order if wanted; older ones are on the next page.
-- Numbers as text: JSON numbers are read as floating-point ones.
SELECT g.order_number AS number, CAST(g.earliest AS VARCHAR) AS earliest, CAST(g.found AS VARCHAR) AS found,
    o.currency, CAST(o.decimals AS VARCHAR) AS decimals, CAST(o.amount AS VARCHAR) AS amount, o.link_status,
    o.payment_status, CAST(o.authorized AS VARCHAR) AS authorized, CAST(o.captured AS VARCHAR) AS captured,
    CAST(o.voided AS VARCHAR) AS voided, CAST(o.refunded AS VARCHAR) AS refunded,
    CAST(g.are_done AS VARCHAR) AS done, CAST(g.are_open AS VARCHAR) AS "open",
    CAST(g.are_rejected AS VARCHAR) AS rejected, CAST(g.are_manual AS VARCHAR) AS manual,
    (SELECT w.reason FROM business_document w WHERE w.id = g.first_open) AS waits,
    TO_CHAR(g.received AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS received
FROM (
    SELECT l.order_number, l.latest, l.earliest, l.found, MAX(d.received_at) AS received,
        COUNT(CASE d.state WHEN 'done' THEN 1 END) AS are_done, COUNT(CASE d.state WHEN 'open' THEN 1 END) AS are_open,
        COUNT(CASE d.state WHEN 'rejected' THEN 1 END) AS are_rejected,
        COUNT(CASE d.state WHEN 'manual' THEN 1 END) AS are_manual,
        MIN(CASE d.state WHEN 'open' THEN d.id END) AS first_open
    FROM (
        SELECT n.order_number, MAX(n.id) AS latest, MIN(n.id) AS earliest, COUNT(*) AS found
        FROM (
            (SELECT b.id, b.order_number FROM business_document b
            WHERE b.id < CASE WHEN COALESCE(CAST(:#${variable.order} AS VARCHAR), '') = ''
                    THEN COALESCE(CAST(:#${variable.before} AS BIGINT), 9223372036854775807) ELSE 0 END
              AND (COALESCE(CAST(:#${variable.state} AS VARCHAR), '') = ''
                OR b.state = CAST(:#${variable.state} AS VARCHAR))
            ORDER BY b.id DESC FETCH FIRST 200 ROWS ONLY)
            UNION ALL
            (SELECT b.id, b.order_number FROM business_document b
            WHERE b.order_number = CAST(:#${variable.order} AS VARCHAR)
              AND b.id < COALESCE(CAST(:#${variable.before} AS BIGINT), 9223372036854775807)
              AND (COALESCE(CAST(:#${variable.state} AS VARCHAR), '') = ''
                OR b.state = CAST(:#${variable.state} AS VARCHAR))
            ORDER BY b.id DESC FETCH FIRST 200 ROWS ONLY)) n
        GROUP BY n.order_number) l
    JOIN business_document d ON d.order_number = l.order_number
    GROUP BY l.order_number, l.latest, l.earliest, l.found) g
LEFT JOIN sales_order o ON o.number = g.order_number
ORDER BY g.latest DESC
