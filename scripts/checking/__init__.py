"""What is checked: cells, keys, row rules, checks over tables, canonical form, spreadsheets, privacy."""
