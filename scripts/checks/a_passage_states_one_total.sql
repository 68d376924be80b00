-- the same words and speaker already give a total of {counted} for the strike, in {first}; correct one of the two, or make its scope subgroup or unclear
WITH totals AS (
    SELECT 'victim_counts' AS resource, claim_id, strike_id, citation_id,
        concat_ws(', ', outcome, population, demographic, occupation) AS counted
    FROM victim_counts WHERE scope = 'total'
    UNION ALL
    SELECT 'damage_counts', claim_id, strike_id, citation_id, concat_ws(', ', object, extent) FROM damage_counts WHERE scope = 'total'
), stated AS (
    SELECT t.resource, t.claim_id, t.strike_id, t.counted, c.source_id, c.speaker_id,
        c.passage_sha256, c.passage_start, c.passage_start + c.passage_words AS passage_end
    FROM totals AS t JOIN citations AS c ON c.citation_id = t.citation_id
)
SELECT later.resource, later.claim_id AS id, 'scope' AS field, 'total' AS value, later.counted, min(earlier.claim_id) AS first
FROM stated AS later
JOIN stated AS earlier
    ON earlier.strike_id = later.strike_id AND earlier.counted = later.counted AND earlier.resource = later.resource
    AND earlier.source_id = later.source_id AND earlier.speaker_id = later.speaker_id AND earlier.claim_id < later.claim_id
WHERE earlier.passage_sha256 = later.passage_sha256
    OR earlier.passage_start < later.passage_end AND later.passage_start < earlier.passage_end
GROUP BY later.resource, later.claim_id, later.counted
