-- Each row is a strike or group with its best date, its place, whether it was during the war (27 September to 10 November 2020),
-- and its territory: who held the place on 27 September 2020. in_war is true if the best date falls wholly within the war, false
-- if wholly outside, and empty otherwise; dates that tie for the best must agree. A period that is left open is over when the
-- last document that gives it was published. A strike or group for which no report gives a date is in the war if its name says
-- so ("war of 2020": the documents say during the war), and a group also if all its parts are. A group without a place has the
-- territory that all its strikes share. Only strikes in the war have a territory. tally is the territory under which tallies
-- count a strike: several for a group in more than one, unknown if it has none.
WITH judged AS (
    SELECT strike_id, voices, position, is_tie,
        CASE WHEN date_start > DATE '2020-11-10' OR coalesce(date_end, latest_publication) < DATE '2020-09-27' THEN false
             WHEN date_start >= DATE '2020-09-27' AND coalesce(date_end, latest_publication) <= DATE '2020-11-10' THEN true END AS in_war
    FROM strike_dates WHERE aspect = 'date'
), best AS (
    SELECT j.strike_id, CASE WHEN count(*) = count(j.in_war) AND count(DISTINCT j.in_war) = 1 THEN bool_and(j.in_war) END AS in_war
    FROM judged AS j JOIN judged AS first ON first.strike_id = j.strike_id AND first.position = 1
    WHERE j.position = 1 OR (first.is_tie AND j.is_tie AND j.voices = first.voices)
    GROUP BY j.strike_id
), shared AS (
    SELECT l.group_id AS strike_id, CASE WHEN count(*) = count(b.in_war) AND count(DISTINCT b.in_war) = 1 THEN bool_and(b.in_war) END AS in_war,
        count(DISTINCT p.held_by) AS territories, CASE WHEN count(*) = count(p.held_by) AND count(DISTINCT p.held_by) = 1 THEN min(p.held_by) END AS territory
    FROM leaves AS l JOIN strikes AS s ON s.strike_id = l.strike_id LEFT JOIN best AS b ON b.strike_id = l.strike_id
    LEFT JOIN places AS p ON p.place_id = s.place_id
    GROUP BY l.group_id
), placed AS (
    SELECT s.strike_id, s.name, s.level, d.date_start, d.date_end, d.date_precision, d.is_tie AS date_is_tie, s.place_id,
        CASE WHEN b.strike_id IS NOT NULL THEN b.in_war WHEN contains(s.name, 'war of 2020') THEN true ELSE h.in_war END AS in_war,
        CASE WHEN s.place_id IS NULL THEN h.territory ELSE p.held_by END AS territory,
        s.place_id IS NULL AND coalesce(h.territories, 0) > 1 AS is_over_several
    FROM strikes AS s
    LEFT JOIN places AS p ON p.place_id = s.place_id
    LEFT JOIN strike_dates AS d ON d.strike_id = s.strike_id AND d.aspect = 'date' AND d.position = 1
    LEFT JOIN best AS b ON b.strike_id = s.strike_id
    LEFT JOIN shared AS h ON h.strike_id = s.strike_id
)
SELECT * REPLACE (CASE WHEN in_war THEN territory END AS territory),
    CASE WHEN NOT coalesce(in_war, false) THEN 'unknown' WHEN is_over_several THEN 'several' ELSE coalesce(territory, 'unknown') END AS tally
FROM placed
