"""The window: pages put together, the file menu, dialogs about files and settings, the one handler for unexpected errors."""

from electdesk.ui.window.main import MainWindow
from electdesk.ui.window.ports import Files

__all__ = ["Files", "MainWindow"]
