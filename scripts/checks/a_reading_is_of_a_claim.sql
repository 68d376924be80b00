-- no claim has the id, and none was withdrawn with it; correct it
SELECT 'readings' AS resource, r.reading_id AS id, 'id' AS field, r.id AS value
FROM readings AS r
LEFT JOIN every_id AS used ON used.id = r.id
LEFT JOIN withdrawn AS w ON w.id = r.id
WHERE used.id IS NULL AND w.id IS NULL
