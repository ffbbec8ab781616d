"""A real window with one number field, for keys that come from a real X server. Tells on its output what the field does."""

import sys

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from electdesk.ui.look import apply_theme
from electdesk.ui.parts import NumberField


class _Ready(QObject):
    """Tells once that the field has the keyboard."""

    told = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and not self.told:
            self.told = True
            print("ready", flush=True)
        return False


def main() -> None:
    """Print ``value text refused spoilt`` at each Enter and empty the field; print each command key."""
    app = QApplication(sys.argv)
    apply_theme(app, "light", 100)
    window = QWidget()
    field = NumberField("1")
    QVBoxLayout(window).addWidget(field)
    NumberField.sound = False
    ready = _Ready(window)
    field.installEventFilter(ready)

    def told() -> None:
        print(field.value(), repr(field.text()), field.refused_keys, field.is_spoilt(), flush=True)
        field.clear_figure()

    field.next_requested.connect(told)
    field.command_key.connect(lambda key: print(f"command {key}", flush=True))
    field.layout_noticed.connect(lambda hint: print(f"hint {hint.value}", flush=True) if "--hints" in sys.argv else None)
    window.resize(300, 120)
    window.show()
    window.activateWindow()
    field.setFocus()
    app.exec()


if __name__ == "__main__":
    main()
