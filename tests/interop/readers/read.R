# Opens a release with a package for R: Rscript read.R PACKAGE RELEASE FILE. Writes what it read to FILE, as JSON.
options(warn = 1, readr.show_progress = FALSE)
words <- commandArgs(trailingOnly = TRUE)
package <- words[1]
release <- words[2]
described <- jsonlite::read_json(file.path(release, "datapackage.json"))

readers <- list(
  utils = function(resource) {
    read <- read.csv(file.path(release, resource$path), na.strings = "", encoding = "UTF-8")
    flags <- sapply(read, function(column) all(column %in% c("true", "false", NA)))
    read[flags] <- lapply(read[flags], function(column) column == "true")
    read
  },
  readr = function(resource) {
    readr::read_csv(file.path(release, resource$path), na = "", guess_max = Inf, show_col_types = FALSE, lazy = FALSE)
  },
  frictionless = function(resource) {
    opened <- frictionless::read_package(file.path(release, "datapackage.json"))
    frictionless::read_resource(opened, resource$name)
  }
)

value <- function(one) {
  if (is.na(one)) return(NULL)
  if (inherits(one, "Date")) return(list(date = format(one)))
  if (inherits(one, "hms")) return(sub(":00$", "", as.character(one)))
  if (is.factor(one)) return(as.character(one))
  one
}
table <- function(read) {
  columns <- lapply(read, function(column) lapply(seq_along(column), function(line) value(column[[line]])))
  rows <- lapply(seq_len(nrow(read)), function(line) unname(lapply(columns, function(column) column[[line]])))
  list(columns = as.list(names(read)), rows = rows)
}

found <- list()
for (resource in described$resources) found[[resource$name]] <- table(readers[[package]](resource))
version <- if (package == "utils") paste(R.version$major, R.version$minor, sep = ".") else as.character(packageVersion(package))
jsonlite::write_json(
  list(version = version, tables = found), words[3], auto_unbox = TRUE, null = "null", digits = NA
)
