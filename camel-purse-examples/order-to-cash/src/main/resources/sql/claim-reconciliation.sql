-- 1 row for the one instance that reconciles this night.
UPDATE reconciliation SET scheduled_at = :#${header.scheduledFireTime}, instance = :#${properties:orderToCash.instance}
WHERE scheduled_at < :#${header.scheduledFireTime}
