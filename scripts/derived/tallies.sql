-- What the documents that were read claim, by territory, in or outside the war, outcome, population and view. A tally is a sum of
-- claims, not a count of the dead. Rows of kind strikes sum the estimates that are countable: low; best, or low if there is no
-- best; high, or low if there is no high, and then high is open. high also includes strikes that are left out of low and best
-- only because they may be the same as another (high_only). A territory without any figure has a row without figures. If a group
-- that is left out claims more than its parts have at most, high is open. Each row of kind campaign is one total that stands, of
-- a campaign or another group, as its speaker gives it; such rows are never summed, and never added to other rows.
WITH outcomes AS (
    SELECT DISTINCT outcome FROM victim_counts
), populations AS (
    SELECT unnest(['all', 'civilians']) AS population
), territories AS (
    SELECT unnest(['azerbaijan', 'nagorno_karabakh', 'armenia', 'several']) AS territory, true AS in_war
    UNION
    SELECT tally, in_war FROM when_and_where WHERE level <> 'campaign'
), cells AS (
    SELECT t.territory, t.in_war, o.outcome, p.population, views.view FROM territories AS t CROSS JOIN outcomes AS o CROSS JOIN populations AS p CROSS JOIN views
), placed AS (
    SELECT w.tally AS territory, w.in_war, count(*) FILTER (WHERE level = 'strike') AS strikes
    FROM when_and_where AS w GROUP BY ALL
), summed AS (
    SELECT w.tally AS territory, w.in_war, e.outcome, e.population, e.view,
        sum(e.low) FILTER (WHERE countable = 'yes') AS low,
        sum(coalesce(e.best, e.low)) FILTER (WHERE countable = 'yes') AS best,
        sum(coalesce(e.high, e.low)) FILTER (WHERE countable <> 'no') AS high,
        bool_or(e.high IS NULL OR e.high_open) FILTER (WHERE countable <> 'no') AS high_open,
        count(*) FILTER (WHERE countable = 'yes' AND e.best_is_tie) AS ties,
        count(*) FILTER (WHERE w.level <> 'strike' AND countable = 'no' AND greatest(e.low, e.high) > coalesce(e.parts_high, 0)) AS groups_above_parts,
        count(*) FILTER (WHERE w.level = 'strike' AND coalesce(e.low, e.high) IS NOT NULL) AS strikes_with_figure,
        count(*) FILTER (WHERE countable = 'high_only') AS strikes_possibly_same,
        count(*) FILTER (WHERE w.level <> 'strike' AND countable = 'yes') AS groups_summed,
        count(*) FILTER (WHERE w.level <> 'strike' AND countable = 'no' AND coalesce(e.low, e.high) IS NOT NULL) AS groups_kept_out
    FROM strike_estimates AS e JOIN when_and_where AS w USING (strike_id)
    WHERE w.level <> 'campaign'
    GROUP BY ALL
), single AS (
    SELECT w.tally AS territory, w.in_war, s.outcome, p.population, coalesce(s.view, 'unknown') AS view, s.strike_id, w.level, s.claim_id, s.citation_id,
        s.count_min AS low, s.count_min AS best, coalesce(s.count_max, s.count_min) AS high, s.count_max IS NULL AS high_open, s.day
    FROM standing AS s JOIN when_and_where AS w USING (strike_id) CROSS JOIN populations AS p
    WHERE w.level <> 'strike' AND s.is_total
        AND CASE WHEN p.population = 'all' THEN s.fallen_to IS NULL ELSE s.population = 'civilians' AND s.fallen_to_civilians IS NULL END
), largest AS (
    SELECT g.territory, g.in_war, g.outcome, g.population, views.view, max(g.low) AS low
    FROM single AS g JOIN views ON views.view = 'all' OR views.view = g.view
    GROUP BY ALL
)
SELECT concat_ws(' ', 'strikes', c.territory, CASE WHEN c.in_war THEN 'in_war' WHEN NOT c.in_war THEN 'outside' ELSE 'undated' END, c.outcome, c.population,
        c.view) AS tally_id,
    'strikes' AS kind, c.territory, c.in_war, c.outcome, c.population, c.view, CAST(t.low AS BIGINT) AS low, CAST(t.best AS BIGINT) AS best, CAST(t.high AS BIGINT) AS high,
    t.high_open OR t.groups_above_parts > 0 AS high_open, coalesce(t.ties, 0) AS ties, coalesce(n.strikes, 0) AS strikes, coalesce(t.strikes_with_figure, 0) AS strikes_with_figure,
    coalesce(t.strikes_possibly_same, 0) AS strikes_possibly_same, coalesce(t.groups_summed, 0) AS groups_summed, coalesce(t.groups_kept_out, 0) AS groups_kept_out,
    coalesce(t.groups_above_parts, 0) AS groups_above_parts, l.low AS largest_group_total, NULL AS strike_id, NULL AS level, NULL AS claim_id, NULL AS speaker_id, NULL AS speaker_name, CAST(NULL AS DATE) AS day, NULL AS read_in
FROM cells AS c
LEFT JOIN summed AS t ON t.territory = c.territory AND t.in_war IS NOT DISTINCT FROM c.in_war AND t.outcome = c.outcome AND t.population = c.population
    AND t.view = c.view
LEFT JOIN largest AS l ON l.territory = c.territory AND l.in_war IS NOT DISTINCT FROM c.in_war AND l.outcome = c.outcome
    AND l.population = c.population AND l.view = c.view
LEFT JOIN placed AS n ON n.territory = c.territory AND n.in_war IS NOT DISTINCT FROM c.in_war
UNION ALL
SELECT concat_ws(' ', 'campaign', g.population, g.claim_id), 'campaign', g.territory, g.in_war, g.outcome, g.population, g.view, g.low, g.best, g.high, g.high_open,
    NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, g.strike_id, g.level, g.claim_id, spoken.speaker_id, actors.name, g.day, spoken.read_in
FROM single AS g JOIN spoken USING (citation_id) JOIN actors ON actors.actor_id = spoken.speaker_id
ORDER BY tally_id
