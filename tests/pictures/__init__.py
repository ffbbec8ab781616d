"""Pictures of every screen and document, to be looked at: `make pictures` writes them into build/pictures."""
