"""Use cases: commands and their handlers, queries, who may see, and the ports that storage, workbooks and reports implement."""
