-- Strikes found against documents read: a row for every document in the order of reading, with the strikes that it reports, and how many
-- of them no document before it reports, by territory. Documents are in the order of the days on which they were read, of their seams,
-- and of their positions in them; those that no candidate leads to come first. Groups are not counted.
WITH places AS (
    SELECT source_id, min(seam) AS seam, min(position) AS position FROM candidates WHERE disposition = 'coded' GROUP BY source_id
), documents AS (
    SELECT s.source_id, s.read_on, p.seam, p.position,
        row_number() OVER (ORDER BY s.read_on, p.seam NULLS FIRST, p.position NULLS FIRST, s.source_id) AS documents
    FROM sources AS s LEFT JOIN places AS p USING (source_id)
), reported AS (
    SELECT DISTINCT d.documents, said.strike_id, w.tally
    FROM (SELECT strike_id, citation_id FROM strike_reports UNION SELECT strike_id, citation_id FROM claims) AS said
    JOIN citations USING (citation_id)
    JOIN documents AS d USING (source_id)
    JOIN when_and_where AS w USING (strike_id)
    WHERE w.level = 'strike'
), ranked AS (
    SELECT documents, tally, row_number() OVER (PARTITION BY strike_id ORDER BY documents) AS rank FROM reported
)
SELECT d.documents, d.source_id, d.seam, d.position, d.read_on, count(r.rank) AS strikes, count(*) FILTER (WHERE r.rank = 1) AS new_strikes,
    count(*) FILTER (WHERE r.rank = 1 AND r.tally = 'azerbaijan') AS new_azerbaijan,
    count(*) FILTER (WHERE r.rank = 1 AND r.tally = 'nagorno_karabakh') AS new_nagorno_karabakh,
    count(*) FILTER (WHERE r.rank = 1 AND r.tally = 'armenia') AS new_armenia,
    CAST(sum(count(*) FILTER (WHERE r.rank = 1)) OVER (ORDER BY d.documents) AS BIGINT) AS strikes_found
FROM documents AS d LEFT JOIN ranked AS r USING (documents)
GROUP BY d.documents, d.source_id, d.seam, d.position, d.read_on
ORDER BY d.documents
