-- Each row is a strike or group, with the number of people killed according to Azerbaijani, Armenian and third-party voices.
-- Never add rows up: groups contain strikes. Empty means unknown or not stated, never 0.
SELECT strikes.strike_id, strikes.name, strikes.level,
    max(CASE WHEN "view" = 'azerbaijani' THEN low END) AS azerbaijani_low,
    max(CASE WHEN "view" = 'azerbaijani' THEN best END) AS azerbaijani_best,
    max(CASE WHEN "view" = 'azerbaijani' THEN high END) AS azerbaijani_high,
    max(CASE WHEN "view" = 'armenian' THEN low END) AS armenian_low,
    max(CASE WHEN "view" = 'armenian' THEN best END) AS armenian_best,
    max(CASE WHEN "view" = 'armenian' THEN high END) AS armenian_high,
    max(CASE WHEN "view" = 'third_party' THEN low END) AS third_party_low,
    max(CASE WHEN "view" = 'third_party' THEN best END) AS third_party_best,
    max(CASE WHEN "view" = 'third_party' THEN high END) AS third_party_high
FROM strike_estimates
JOIN strikes ON strikes.strike_id = strike_estimates.strike_id
WHERE strike_estimates.outcome = 'killed'
GROUP BY strikes.strike_id, strikes.name, strikes.level
ORDER BY strikes.strike_id
