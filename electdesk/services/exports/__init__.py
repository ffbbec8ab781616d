"""What leaves the program as tables: built from queries as codes, names and figures; ``workbooks.writing`` puts them into files."""
