-- How the sources lean: numbers of strikes, groups, claims, documents, voices, languages, denials and admissions, by the
-- territory that was struck, by the speaker's side, by the publication's side, by whether the strike was during the war, and by language.
-- Every side and territory has a row, even if nothing is counted there.
WITH told AS (
    SELECT c.*, publisher.view AS publication_view, w.tally, s.text_access = 'excerpt' AS is_excerpt
    FROM claims AS c JOIN sources AS s USING (source_id) JOIN sides AS publisher ON publisher.actor_id = c.publisher_id JOIN when_and_where AS w USING (strike_id)
), listed AS (
    SELECT 'territory' AS grouping, unnest(['azerbaijan', 'nagorno_karabakh', 'armenia', 'several', 'unknown']) AS value
    UNION ALL SELECT 'speaker_side', unnest(['azerbaijan', 'armenian', 'third_party', 'unknown'])
    UNION ALL SELECT 'publication_side', unnest(['azerbaijan', 'armenian', 'third_party', 'unknown'])
    UNION ALL SELECT 'in_war', unnest(['in_war', 'outside', 'unknown'])
    UNION ALL SELECT DISTINCT 'language', "language" FROM sources
), grouped AS (
    SELECT 'territory' AS grouping, tally AS value, * FROM told
    UNION ALL SELECT 'speaker_side', coalesce("view", 'unknown'), * FROM told
    UNION ALL SELECT 'publication_side', coalesce(publication_view, 'unknown'), * FROM told
    UNION ALL SELECT 'in_war', CASE WHEN in_war THEN 'in_war' WHEN NOT in_war THEN 'outside' ELSE 'unknown' END, * FROM told
    UNION ALL SELECT 'language', "language", * FROM told
)
SELECT listed.grouping, listed.value, count(DISTINCT strike_id) FILTER (WHERE level = 'strike') AS strikes,
    count(DISTINCT strike_id) FILTER (WHERE level <> 'strike') AS groups, count(claim_id) AS claims, count(DISTINCT source_id) AS sources,
    count(DISTINCT source_id) FILTER (WHERE is_excerpt) AS excerpts,
    count(DISTINCT voice) AS voices, count(DISTINCT language) AS languages, count(*) FILTER (WHERE stance = 'denies') AS denials,
    count(*) FILTER (WHERE stance = 'admits') AS admissions
FROM listed LEFT JOIN grouped ON grouped.grouping = listed.grouping AND grouped.value = listed.value
GROUP BY listed.grouping, listed.value
ORDER BY listed.grouping, listed.value
