-- the count is part of {part_of}, whose number is {total}, and is higher; correct the number or part_of
WITH counts AS (
    SELECT 'victim_counts' AS resource, claim_id, part_of, count_min, count_max FROM victim_counts
    UNION ALL
    SELECT 'damage_counts', claim_id, part_of, count_min, count_max FROM damage_counts
)
SELECT part.resource, part.claim_id AS id, 'count_min' AS field, part.count_min AS value, part.part_of, whole.count_max AS total
FROM counts AS part
JOIN counts AS whole ON whole.claim_id = part.part_of
WHERE part.count_min > whole.count_max
