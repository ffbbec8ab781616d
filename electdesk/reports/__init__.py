"""Documents to print: typed data in, PDF out. One module a document, one template of the same name in resources/reports."""
