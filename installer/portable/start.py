"""Where the built program begins."""

from electdesk.__main__ import main

main()
