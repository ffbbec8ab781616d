"""Table and form models, the change bus and the task runner: QtCore and QtGui, no widgets."""
