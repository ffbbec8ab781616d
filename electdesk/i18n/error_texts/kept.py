"""The second sentence of an error: what is safe. Shared by the errors of all areas."""

from typing import Final

from electdesk.i18n import N_

NOTHING_CHANGED: Final = N_("Nothing was changed.")
NUMBERS_KEPT: Final = N_("Your numbers are kept.")
ALL_SAVED: Final = N_("Everything finished before is saved.")
FILE_UNTOUCHED: Final = N_("The file was left as it is.")
