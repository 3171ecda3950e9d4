# Citations by year, and the reports cited most, in base R.
#
#     Rscript examples/r/citations.R

url <- Sys.getenv("CITETRAIL_URL", "http://127.0.0.1:4000")

edges <- read.csv(paste0(url, "/export/edges.csv?kinds=cites&types=post,report"), na.strings = "")
edges$year <- substr(edges$occurredOn, 1, 4)

cat(nrow(edges), "citations of reports by posts\n\nBy year:\n")
print(table(edges$year, useNA = "ifany"))

cat("\nMost cited:\n")
most <- sort(table(edges$targetName), decreasing = TRUE)
print(head(data.frame(report = names(most), citations = as.integer(most)), 5), right = FALSE)

png("citations-by-year.png")
barplot(table(edges$year), main = "Citations of reports by posts", las = 2)
invisible(dev.off())
cat("\nA picture is in citations-by-year.png\n")
