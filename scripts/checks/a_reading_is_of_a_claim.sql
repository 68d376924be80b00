-- no claim has the id, and none was withdrawn with it; correct it
SELECT 'readings' AS resource, r.reading_id AS id, 'id' AS field, r.id AS value
FROM readings AS r
WHERE NOT EXISTS (SELECT 1 FROM every_id AS used WHERE used.id = r.id)
    AND NOT EXISTS (SELECT 1 FROM withdrawn AS w WHERE w.id = r.id)
