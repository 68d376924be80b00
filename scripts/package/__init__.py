"""What a package is: descriptor, tables, schemas, ids, problems, files, git, and the database with its tables."""
