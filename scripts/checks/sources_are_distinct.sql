-- {first} ({title}) has {what}; if it is the same document, use one source for both; if they are two documents, run: python -m scripts new decision --id {first} --other-id {id} --decision distinct --reason WHY
WITH addresses AS (
    SELECT id, address FROM every_address WHERE resource = 'sources'
), passages AS (
    SELECT source_id, passage_sha256 FROM citations GROUP BY source_id, passage_sha256
), shared AS (
    SELECT later.source_id, earlier.source_id AS first, count(*) AS passages
    FROM passages AS later
    JOIN passages AS earlier ON earlier.passage_sha256 = later.passage_sha256 AND earlier.source_id < later.source_id
    GROUP BY later.source_id, earlier.source_id
), alike AS (
    SELECT later.id AS source_id, earlier.id AS first, 'the same address' AS what
    FROM addresses AS later
    JOIN addresses AS earlier ON earlier.address = later.address AND earlier.id < later.id
    UNION ALL
    SELECT source_id, first, 'most of the same passages'
    FROM shared
    WHERE 2 * passages > (SELECT count(*) FROM passages AS its WHERE its.source_id = shared.source_id)
        OR 2 * passages > (SELECT count(*) FROM passages AS its WHERE its.source_id = shared.first)
)
SELECT 'sources' AS resource, alike.source_id AS id,
    CASE WHEN min(here.url) IS NULL AND min(here.archived_url) IS NOT NULL THEN 'archived_url' ELSE 'url' END AS field,
    coalesce(min(here.url), min(here.archived_url)) AS value, alike.first, min(there.title) AS title, max(alike.what) AS what
FROM alike
JOIN sources AS here ON here.source_id = alike.source_id
JOIN sources AS there ON there.source_id = alike.first
WHERE NOT EXISTS (
    SELECT 1 FROM decisions AS d
    WHERE least(d.id, d.other_id) = alike.first AND greatest(d.id, d.other_id) = alike.source_id
)
GROUP BY alike.source_id, alike.first
