"""What an election is: frozen structs, states, checks, errors. Knows no SQL, no Qt and no language."""
