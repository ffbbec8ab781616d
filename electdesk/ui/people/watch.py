"""Nobody at the keyboard: after some minutes without a key or the mouse the screen is locked."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

_HANDS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Calls ``lock`` after ``minutes`` without a hand on the PC; 0 never does."""

    def __init__(self, lock: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: lock())
        self._on = False

    def start(self, minutes: float) -> None:
        """Watch from now on."""
        self.stop()
        app = QApplication.instance()
        if minutes <= 0 or app is None:
            return
        self._timer.setInterval(int(minutes * 60_000))
        self._timer.start()
        app.installEventFilter(self)
        self._on = True

    def stop(self) -> None:
        """Watch no longer."""
        self._timer.stop()
        app = QApplication.instance()
        if self._on and app is not None:
            app.removeEventFilter(self)
        self._on = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS:
            self._timer.start()
        return False
