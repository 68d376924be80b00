-- {first} cites the same passage and speaker in the same way; make all rows use one of the two and remove the other
SELECT 'citations' AS resource, later.citation_id AS id, 'passage_sha256' AS field, later.passage_sha256 AS value, earlier.citation_id AS first
FROM citations AS later
JOIN citations AS earlier
    ON earlier.source_id = later.source_id AND earlier.passage_sha256 = later.passage_sha256
    AND earlier.passage_start = later.passage_start AND earlier.speaker_id = later.speaker_id
    AND earlier.speech = later.speech AND coalesce(earlier.via_id, '') = coalesce(later.via_id, '')
    AND earlier.citation_id < later.citation_id
