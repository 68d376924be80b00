"""The installed reader: tables as pandas or polars frames, schemas as pandera."""
