"""A document on its way into a file: whole or not at all."""

import errno
from pathlib import Path

from electdesk.domain.errors import ClerkError


def write_document(path: Path, pdf: bytes) -> None:
    """Write the bytes; a failure leaves what was there. Raises ClerkError: disk_full, no_permission, folder_unusable."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(pdf)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        code = {errno.ENOSPC: "disk_full", errno.EACCES: "no_permission"}.get(error.errno or 0, "folder_unusable")
        raise ClerkError(code, file=str(path), error=str(error)) from error
