-- One row is a strike or group with its best date, its place, and its territory: who held the place on 27 September 2020; where a
-- group has no place, that which most voices report for it. Empty is unknown.
SELECT strikes.strike_id, best_date.date_start, best_date.date_end, strikes.place_id, coalesce(places.held_by, reported.held_by) AS territory
FROM strikes
LEFT JOIN places ON places.place_id = strikes.place_id
LEFT JOIN strike_dates AS best_date ON best_date.strike_id = strikes.strike_id AND best_date.aspect = 'date' AND best_date.position = 1
LEFT JOIN strike_dates AS best_place ON best_place.strike_id = strikes.strike_id AND best_place.aspect = 'place' AND best_place.position = 1
LEFT JOIN places AS reported ON reported.place_id = best_place.place_id
