-- One row for every strike and group, even without a claim: when and where, killed and injured by all claims (rule e2), civilians
-- killed, who is accused and who denies it (rule g2). If several sides are accused, a bar separates them, in the same order in
-- every column; semicolons separate names. To sum killed or injured, take rows by killed_countable or injured_countable, or use
-- tallies.
WITH figures AS (
    SELECT strike_id, outcome, population, low, best, high, best_is_tie, high_open, basis, countable FROM strike_estimates WHERE view = 'all'
), told AS (
    SELECT strike_id, citation_id FROM victim_counts
    UNION ALL SELECT strike_id, citation_id FROM damage_counts
    UNION ALL SELECT strike_id, citation_id FROM statements
    UNION ALL SELECT strike_id, citation_id FROM strike_reports
), read AS (
    SELECT told.strike_id, count(DISTINCT s.source_id) AS documents, count(DISTINCT s.voice) AS voices, count(DISTINCT s.view) AS sides
    FROM told JOIN spoken AS s USING (citation_id) GROUP BY told.strike_id
), accused AS (
    SELECT strike_id, string_agg(accused, ' | ' ORDER BY accused) AS accused, string_agg(grade, ' | ' ORDER BY accused) AS grade,
        CASE WHEN count(accused_by) > 0 THEN string_agg(coalesce(accused_by, 'nobody'), ' | ' ORDER BY accused) END AS accused_by,
        CASE WHEN count(denied_by) > 0 THEN string_agg(coalesce(denied_by, 'nobody'), ' | ' ORDER BY accused) END AS denied_by,
        CASE WHEN count(conceded_by) > 0 THEN string_agg(coalesce(conceded_by, 'nobody'), ' | ' ORDER BY accused) END AS conceded_by, bool_or(contested) AS contested
    FROM strike_grades WHERE accused NOT IN ('armenia', 'nagorno_karabakh') GROUP BY strike_id
), warheads AS (
    SELECT strike_id, string_agg(DISTINCT code, '; ' ORDER BY code) AS warhead FROM statements
    WHERE topic = 'warhead' AND stance <> 'denies' GROUP BY strike_id
), links AS (
    SELECT strike_id, other_id FROM strike_links WHERE relation = 'may_be_same'
    UNION SELECT other_id, strike_id FROM strike_links WHERE relation = 'may_be_same'
), alike AS (
    SELECT l.strike_id, string_agg(l.other_id, '; ' ORDER BY s.name, l.other_id) AS may_be_same
    FROM links AS l JOIN strikes AS s ON s.strike_id = l.other_id GROUP BY l.strike_id
)
SELECT w.strike_id, w.name, w.level, w.date_start, w.date_end, w.date_precision, w.date_is_tie, w.in_war, w.place_id, p.name AS place_name, p.country,
    w.territory, p.latitude, p.longitude, p.coordinate_precision,
    k.low AS killed_low, k.best AS killed_best, k.high AS killed_high, k.best_is_tie AS killed_is_tie, k.high_open AS killed_high_open,
    k.basis AS killed_basis, k.countable AS killed_countable,
    c.low AS civilians_killed_low, c.best AS civilians_killed_best, c.high AS civilians_killed_high, c.best_is_tie AS civilians_killed_is_tie,
    c.high_open AS civilians_killed_high_open, c.basis AS civilians_killed_basis, c.countable AS civilians_killed_countable,
    i.low AS injured_low, i.best AS injured_best, i.high AS injured_high, i.best_is_tie AS injured_is_tie, i.high_open AS injured_high_open,
    i.basis AS injured_basis, i.countable AS injured_countable,
    coalesce(r.documents, 0) AS documents, coalesce(r.voices, 0) AS voices, coalesce(r.sides, 0) AS sides,
    a.accused, a.grade, a.contested, a.accused_by, a.denied_by, a.conceded_by, h.warhead, l.may_be_same
FROM when_and_where AS w
LEFT JOIN places AS p ON p.place_id = w.place_id
LEFT JOIN figures AS k ON k.strike_id = w.strike_id AND k.outcome = 'killed' AND k.population = 'all'
LEFT JOIN figures AS c ON c.strike_id = w.strike_id AND c.outcome = 'killed' AND c.population = 'civilians'
LEFT JOIN figures AS i ON i.strike_id = w.strike_id AND i.outcome = 'injured' AND i.population = 'all'
LEFT JOIN read AS r ON r.strike_id = w.strike_id
LEFT JOIN accused AS a ON a.strike_id = w.strike_id
LEFT JOIN warheads AS h ON h.strike_id = w.strike_id
LEFT JOIN alike AS l ON l.strike_id = w.strike_id
ORDER BY w.strike_id
