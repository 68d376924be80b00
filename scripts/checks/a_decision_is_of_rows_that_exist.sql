-- no row has the id, and none was withdrawn with it; correct it
WITH named AS (
    SELECT decision_id, 'id' AS field, id AS value FROM decisions
    UNION ALL
    SELECT decision_id, 'other_id', other_id FROM decisions
)
SELECT 'decisions' AS resource, n.decision_id AS id, n.field, n.value
FROM named AS n
WHERE NOT EXISTS (SELECT 1 FROM every_id AS used WHERE used.id = n.value)
    AND NOT EXISTS (SELECT 1 FROM withdrawn AS w WHERE w.id = n.value)
