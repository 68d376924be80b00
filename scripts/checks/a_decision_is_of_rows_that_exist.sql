-- no row has the id, and none was withdrawn with it; correct it
WITH named AS (
    SELECT decision_id, 'id' AS field, id AS value FROM decisions
    UNION ALL
    SELECT decision_id, 'other_id', other_id FROM decisions
)
SELECT 'decisions' AS resource, n.decision_id AS id, n.field, n.value
FROM named AS n
LEFT JOIN every_id AS used ON used.id = n.value
LEFT JOIN withdrawn AS w ON w.id = n.value
WHERE used.id IS NULL AND w.id IS NULL
