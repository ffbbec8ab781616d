"""Tables on their way into files: workbooks, packages of text tables, reports of other standards, templates, commented copies."""
